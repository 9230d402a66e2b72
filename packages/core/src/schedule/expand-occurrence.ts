import type { Transaction } from '@borgcube/db/open-database';
import { findSchedule, findSchedules, type StoredSchedule } from '@borgcube/db/schedule-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { CoreContext } from '../core-context.ts';
import type { ClaimedOccurrence } from './claim-occurrences.ts';
import { type Expansion, expandActions } from './expand-actions.ts';
import { inChunks, JOBS_PER_CHUNK } from './job-chunks.ts';
import { MadeJobs, OccurrenceLostError } from './made-jobs.ts';

/** A claim that ended without an outcome so often is given up: something about the occurrence cannot be done. */
const TRIES_MAX = 5;

/** Thrown in a transaction of several occurrences when one of them needs more than its share. */
class NeedsOwnError extends Error {
  override readonly name = 'NeedsOwnError';
}

/**
 * The jobs of several occurrences in one transaction, which is what thousands at one instant need; answers false, with
 * nothing made, when they have to go one by one.
 */
export async function expandTogether(
  ctx: CoreContext,
  claimed: readonly ClaimedOccurrence[],
): Promise<boolean> {
  if (claimed.some(({ held }) => held.fence > 1)) return false;
  try {
    await inTransaction(ctx.db, async (tx) => {
      const schedules = await findSchedules(
        tx,
        claimed.map(({ row }) => row.scheduleId),
      );
      for (const one of claimed) {
        const schedule = schedules.find(({ id }) => id === one.row.scheduleId);
        if (!schedule) throw new OccurrenceLostError();
        const { requests, problems } = await expansionOf(tx, ctx, schedule, one);
        if (requests.length > JOBS_PER_CHUNK / claimed.length) throw new NeedsOwnError();
        const made = new MadeJobs(one);
        await made.create(tx, ctx, schedule.name, requests);
        await made.finish(tx, ctx, problems);
      }
    });
    return true;
  } catch {
    // Whatever it was, it shows again, and with its own consequences, when each is done by itself.
    return false;
  }
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
        await made.create(tx, ctx, name, chunk);
        if (index === chunks.length) await made.finish(tx, ctx, problems);
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
