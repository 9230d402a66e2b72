import { findJobOutcomes, type JobOutcome, type listOccurrencesBetween } from '@borgcube/db/calendar-store';
import type { Transaction } from '@borgcube/db/open-database';
import { isFinal } from '@borgcube/domain/job/job-state';
import { OccurrenceState } from '@borgcube/domain/schedule/schedule';
import type { CalendarOccurrence } from '@borgcube/domain/schedule/schedule-calendar';
import { jobIdsOf } from './schedule-view.ts';

type Row = Awaited<ReturnType<typeof listOccurrencesBetween>>[number];

/** Beyond so many jobs, those of the oldest occurrences are not looked at. */
const JOBS_MAX = 10_000;

/** What the ledger says, with what became of the jobs. */
export async function pastOccurrences(db: Transaction, rows: readonly Row[]): Promise<CalendarOccurrence[]> {
  const ids = rows.flatMap((row) => jobIdsOf(row.jobs)).slice(0, JOBS_MAX);
  const jobs = new Map((await findJobOutcomes(db, ids)).map((job) => [job.id, job]));
  return rows.map((row) => {
    const own = jobIdsOf(row.jobs);
    return {
      scheduleId: row.scheduleId,
      name: row.schedule.name,
      instant: row.instant.toISOString(),
      state: OccurrenceState.parse(row.state),
      outcome: outcomeOf(own.flatMap((id) => jobs.get(id) ?? [])),
      reason: row.reason,
      jobs: own.length,
      blocks: [],
      wait: null,
    };
  });
}

function outcomeOf(jobs: readonly JobOutcome[]): CalendarOccurrence['outcome'] {
  if (jobs.length === 0) return null;
  if (jobs.some(({ state }) => state === 'failed')) return 'failed';
  if (jobs.some(({ state }) => !isFinal(state))) return 'running';
  if (jobs.some(({ warned }) => warned)) return 'warning';
  return jobs.every(({ state }) => state === 'cancelled') ? 'cancelled' : 'good';
}
