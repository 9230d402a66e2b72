import { advanceSchedules, type DueSchedule, listDueSchedules } from '@borgcube/db/due-schedule-store';
import { insertOccurrences, type NewOccurrence } from '@borgcube/db/occurrence-store';
import { inTransaction } from '@borgcube/db/transaction';
import { type DuePlan, type PlannedOccurrence, planDue } from '@borgcube/domain/schedule/plan-due';
import { Recurrence } from '@borgcube/domain/schedule/recurrence';
import { RecurrenceError } from '@borgcube/domain/schedule/recurrence-rule';
import { Misfire } from '@borgcube/domain/schedule/schedule';
import type { CoreContext } from '../core-context.ts';

/** Schedules in one transaction. */
const AT_ONCE = 100;

/**
 * Gives each instant that has come its row, and each schedule its next instant. Any number of schedulers may do this at
 * once: a schedule's step forward is a compare-and-swap, and an instant has one row for ever. Those that come after the
 * first hundred wait for the next call.
 */
export async function materialiseDue(
  ctx: Pick<CoreContext, 'db' | 'clock'>,
  watchedSince: (oldest: Date) => Promise<number>,
): Promise<void> {
  const now = ctx.clock();
  const due = await listDueSchedules(ctx.db, now, AT_ONCE);
  const [oldest] = due;
  if (!oldest) return;
  const since = await watchedSince(oldest.nextAt);
  const plans = due.map((schedule) => ({ schedule, plan: planOf(schedule, now, since) }));
  await inTransaction(ctx.db, async (tx) => {
    const advanced = await advanceSchedules(
      tx,
      plans.map(({ schedule, plan }) => ({
        schedule,
        next: plan.next === null ? null : new Date(plan.next),
      })),
    );
    const rows = plans
      .filter(({ schedule }) => advanced.has(schedule.id))
      .flatMap(({ schedule, plan }) => plan.rows.map((row) => toNewOccurrence(schedule.id, row)));
    await insertOccurrences(tx, rows, now);
  });
}

function toNewOccurrence(scheduleId: string, row: PlannedOccurrence): NewOccurrence {
  return { ...row, scheduleId, instant: new Date(row.instant) };
}

function planOf(schedule: DueSchedule, now: Date, watchedSince: number): DuePlan {
  const nextAt = schedule.nextAt.getTime();
  try {
    const recurrence = new Recurrence(schedule);
    const misfire = Misfire.parse(schedule.misfire);
    return planDue({ recurrence, nextAt, now: now.getTime(), watchedSince, misfire });
  } catch (error) {
    // Saved by a version that took this rule. It stops, and the ledger says so; all others go on.
    if (!(error instanceof RecurrenceError)) throw error;
    const reason = `The rule can no longer be evaluated: ${error.message}`;
    return { rows: [{ instant: nextAt, state: 'skipped', reason }], next: null };
  }
}
