import type { Transaction } from '@borgcube/db/open-database';
import { findSchedule, findSchedules, type StoredSchedule } from '@borgcube/db/schedule-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { CoreContext } from '../core-context.ts';
import type { NewJobRequest } from '../job/create-job.ts';
import { createJobsIn } from '../job/create-jobs.ts';
import type { ClaimedOccurrence } from './claim-occurrences.ts';
import { type Expansion, expandActions, expandLists } from './expand-actions.ts';
import { inChunks, JOBS_PER_CHUNK } from './job-chunks.ts';
import { finishAll, MadeJobs, OccurrenceLostError } from './made-jobs.ts';

/** A claim that ended without an outcome so often is given up: something about the occurrence cannot be done. */
const TRIES_MAX = 5;

/**
 * Makes the jobs of several occurrences in one transaction, as thousands at one instant need; answers those that have to
 * be done by themselves, because they make many jobs, were begun before, or something about one of them failed.
 */
export async function expandTogether(
  ctx: CoreContext,
  claimed: readonly ClaimedOccurrence[],
): Promise<readonly ClaimedOccurrence[]> {
  const fresh = claimed.filter(({ held }) => held.fence === 1);
  if (fresh.length < 2) return claimed;
  try {
    const done = await inTransaction(ctx.db, (tx) => makeTogether(tx, ctx, fresh));
    return claimed.filter((one) => !done.has(one));
  } catch {
    // Whatever it was, it shows again, and with its own consequences, when each is done by itself.
    return claimed;
  }
}

async function makeTogether(
  tx: Transaction,
  ctx: CoreContext,
  claimed: readonly ClaimedOccurrence[],
): Promise<ReadonlySet<ClaimedOccurrence>> {
  const schedules = new Map(
    (
      await findSchedules(
        tx,
        claimed.map(({ row }) => row.scheduleId),
      )
    ).map((one) => [one.id, one]),
  );
  const found = claimed.flatMap((one) => {
    const schedule = schedules.get(one.row.scheduleId);
    return schedule ? [{ one, schedule, refusal: refusalOf(schedule, one.held.fence) }] : [];
  });
  const expansions = await expandLists(
    tx,
    ctx.kinds,
    found.map(({ schedule, refusal }) => (refusal === null ? schedule.actions : [])),
  );
  const ended: { made: MadeJobs; requests: NewJobRequest[]; problems: readonly string[] }[] = [];
  let room = JOBS_PER_CHUNK;
  for (const [index, { one, schedule, refusal }] of found.entries()) {
    const { requests, problems } = expansions[index] ?? { requests: [], problems: [] };
    if (requests.length > room) continue;
    room -= requests.length;
    const made = new MadeJobs(one);
    const told = refusal === null ? problems : [refusal];
    ended.push({ made, requests: made.keyed(schedule.name, requests), problems: told });
  }
  const jobs = await createJobsIn(
    tx,
    ctx,
    ended.flatMap(({ requests }) => requests),
  );
  let taken = 0;
  for (const { made, requests } of ended) {
    made.add(jobs.slice(taken, taken + requests.length));
    taken += requests.length;
  }
  await finishAll(tx, ctx, ended);
  return new Set(ended.map(({ made }) => made.claimed));
}

/**
 * Makes the jobs of an occurrence, in chunks and in order of position. An expansion that another scheduler began makes
 * nothing twice; each chunk proves by the fence that the occurrence is still ours.
 */
export async function expandOccurrence(ctx: CoreContext, claimed: ClaimedOccurrence): Promise<void> {
  const made = new MadeJobs(claimed);
  try {
    const { name, chunks, problems } = await inTransaction(ctx.db, async (tx) => {
      await made.keep(tx);
      const schedule = await findSchedule(tx, claimed.row.scheduleId);
      if (!schedule) throw new OccurrenceLostError();
      const expansion = await expansionOf(tx, ctx, schedule, claimed);
      const { requests } = expansion;
      return {
        name: schedule.name,
        problems: expansion.problems,
        chunks: inChunks(requests, JOBS_PER_CHUNK),
      };
    });
    for (const [index, chunk] of [...chunks, []].entries()) {
      await inTransaction(ctx.db, async (tx) => {
        made.rewind();
        await made.keep(tx);
        made.add(await createJobsIn(tx, ctx, made.keyed(name, chunk)));
        if (index === chunks.length) await finishAll(tx, ctx, [{ made, problems }]);
      });
      made.commit();
    }
  } catch (error) {
    if (!(error instanceof OccurrenceLostError)) throw error;
  }
}

async function expansionOf(
  tx: Transaction,
  ctx: CoreContext,
  schedule: StoredSchedule,
  { held }: ClaimedOccurrence,
): Promise<Expansion> {
  const refusal = refusalOf(schedule, held.fence);
  if (refusal !== null) return { requests: [], problems: [refusal] };
  return expandActions(tx, ctx.kinds, schedule.actions);
}

function refusalOf(schedule: StoredSchedule, tries: number): string | null {
  if (!schedule.recurrenceEnabled) return 'The schedule was disabled before it ran.';
  if (schedule.actions.length === 0) return 'The schedule has no actions.';
  return tries > TRIES_MAX ? `It was begun ${TRIES_MAX} times and never finished.` : null;
}
