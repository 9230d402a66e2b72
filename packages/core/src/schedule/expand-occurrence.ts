import { databaseNow } from '@borgcube/db/database-now';
import {
  finishOccurrence,
  type HeldOccurrence,
  keepOccurrence,
  type OccurrenceRow,
} from '@borgcube/db/occurrence-store';
import type { Transaction } from '@borgcube/db/open-database';
import { findSchedule, type StoredSchedule } from '@borgcube/db/schedule-store';
import { afterCommit, inTransaction } from '@borgcube/db/transaction';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';
import { type ClaimedOccurrence, leaseFrom } from './claim-occurrences.ts';
import { type Expansion, expandActions, type PlacedRequest } from './expand-actions.ts';
import { inChunks, JOBS_PER_CHUNK } from './job-chunks.ts';
import { jobIdsOf } from './schedule-view.ts';

/** A claim that ended without an outcome so often is given up: something about the occurrence cannot be done. */
const TRIES_MAX = 5;

/** Thrown inside a chunk whose occurrence is no longer this scheduler's; the chunk rolls back. */
class OccurrenceLostError extends Error {
  override readonly name = 'OccurrenceLostError';
}

/**
 * Makes the jobs of an occurrence, in chunks and in order of position. Each job has a unique key, so an expansion that
 * another scheduler began makes nothing twice; each chunk proves by the fence that the occurrence is still ours.
 */
export async function expandOccurrence(ctx: CoreContext, { row, held }: ClaimedOccurrence): Promise<void> {
  const made = new Made(row, held);
  try {
    const chunks = await inTransaction(ctx.db, (tx) => begin(tx, ctx, made));
    for (const [index, chunk] of chunks.entries()) {
      await inTransaction(ctx.db, async (tx) => {
        await made.keep(tx);
        await made.jobsOf(tx, ctx, chunk);
        if (index === chunks.length - 1) await made.finish(tx, ctx);
      });
      made.commit();
    }
  } catch (error) {
    if (!(error instanceof OccurrenceLostError)) throw error;
  }
}

/** Answers the chunks that are left to be made; the first is made here, and with it most occurrences are finished. */
async function begin(tx: Transaction, ctx: CoreContext, made: Made): Promise<PlacedRequest[][]> {
  made.rewind();
  await made.keep(tx);
  const schedule = await findSchedule(tx, made.row.scheduleId);
  if (!schedule) throw new OccurrenceLostError();
  const refusal = refusalOf(schedule, made.held);
  const expansion: Expansion =
    refusal === null
      ? await expandActions(tx, ctx.kinds, schedule.actions)
      : { requests: [], problems: [refusal] };
  made.expanded(schedule, expansion);
  const [first = [], ...rest] = inChunks(expansion.requests, JOBS_PER_CHUNK);
  await made.jobsOf(tx, ctx, first);
  if (rest.length === 0) await made.finish(tx, ctx);
  return rest;
}

function refusalOf(schedule: StoredSchedule, held: HeldOccurrence): string | null {
  if (!schedule.recurrenceEnabled) return 'The schedule was disabled before it ran.';
  if (schedule.actions.length === 0) return 'The schedule has no actions.';
  return held.fence > TRIES_MAX ? `It was begun ${TRIES_MAX} times and never finished.` : null;
}

/** What one expansion has made so far. A transaction may be tried again, so its part counts from the last commit. */
class Made {
  readonly row: OccurrenceRow;
  readonly held: HeldOccurrence;
  #name = '';
  #problems: readonly string[] = [];
  #committed: readonly number[] = [];
  #jobs: number[] = [];
  #queued = new Set<number>();

  constructor(row: OccurrenceRow, held: HeldOccurrence) {
    this.row = row;
    this.held = held;
    this.#committed = jobIdsOf(row.jobs);
  }

  expanded(schedule: StoredSchedule, { problems }: Expansion): void {
    this.#name = schedule.name;
    this.#problems = problems;
  }

  rewind(): void {
    this.#jobs = [...this.#committed];
  }

  commit(): void {
    this.#committed = [...this.#jobs];
  }

  async keep(tx: Transaction): Promise<void> {
    const until = leaseFrom(await databaseNow(tx));
    if (!(await keepOccurrence(tx, this.held, { until, jobs: this.#jobs }))) throw new OccurrenceLostError();
  }

  async jobsOf(tx: Transaction, ctx: CoreContext, requests: readonly PlacedRequest[]): Promise<void> {
    for (const { position, request } of requests) {
      const { target, ...asked } = request;
      const job = await createJobIn(tx, ctx, {
        ...asked,
        uniqueKey: `${this.row.id}:${position}:${target}`,
        createdBy: `schedule:${this.#name}`,
      });
      if (job.alreadyQueued) this.#queued.add(job.id);
      if (!this.#jobs.includes(job.id)) this.#jobs.push(job.id);
    }
  }

  async finish(tx: Transaction, ctx: CoreContext): Promise<void> {
    const { scheduleId } = this.row;
    const outcome = {
      state: this.#jobs.length > 0 ? ('done' as const) : ('skipped' as const),
      reason: this.#words(),
      jobs: this.#jobs,
    };
    if (!(await finishOccurrence(tx, this.held, outcome))) throw new OccurrenceLostError();
    afterCommit(tx, () => ctx.bus.publish({ type: 'record', noun: 'schedule', recordId: scheduleId }));
  }

  #words(): string | null {
    const queued = [...this.#queued].map((id) => `Job ${id} was queued or running already.`);
    const words = [this.row.reason, ...this.#problems, ...queued.slice(0, 3)].filter((word) => word !== null);
    if (queued.length > 3) words.push(`So were ${queued.length - 3} more.`);
    return words.length > 0 ? words.join(' ') : null;
  }
}
