import { databaseNow } from '@borgcube/db/database-now';
import { finishOccurrence, keepOccurrence } from '@borgcube/db/occurrence-store';
import type { Transaction } from '@borgcube/db/open-database';
import { afterCommit } from '@borgcube/db/transaction';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';
import { type ClaimedOccurrence, leaseFrom } from './claim-occurrences.ts';
import type { PlacedRequest } from './expand-actions.ts';
import { jobIdsOf } from './schedule-view.ts';

/** Thrown inside a transaction whose occurrence is no longer this scheduler's, so that it rolls back. */
export class OccurrenceLostError extends Error {
  override readonly name = 'OccurrenceLostError';
}

/** The jobs that an occurrence has made so far. Each transaction, which may be tried again, counts from the last commit. */
export class MadeJobs {
  readonly claimed: ClaimedOccurrence;
  #committed: readonly number[];
  #jobs: number[];
  readonly #queued = new Set<number>();

  constructor(claimed: ClaimedOccurrence) {
    this.claimed = claimed;
    this.#committed = jobIdsOf(claimed.row.jobs);
    this.#jobs = [...this.#committed];
  }

  /** At the begin of each transaction. */
  rewind(): void {
    this.#jobs = [...this.#committed];
  }

  commit(): void {
    this.#committed = [...this.#jobs];
  }

  /** Each job has a unique key, so that what an earlier try has made is found and not made again. */
  async create(
    tx: Transaction,
    ctx: CoreContext,
    scheduleName: string,
    requests: readonly PlacedRequest[],
  ): Promise<void> {
    const { id } = this.claimed.row;
    for (const { position, request } of requests) {
      const { target, ...asked } = request;
      const uniqueKey = `${id}:${position}:${target}`;
      const job = await createJobIn(tx, ctx, { ...asked, uniqueKey, createdBy: `schedule:${scheduleName}` });
      if (job.alreadyQueued) this.#queued.add(job.id);
      if (!this.#jobs.includes(job.id)) this.#jobs.push(job.id);
    }
  }

  /** Lengthens the lease, with what is made so far. */
  async keep(tx: Transaction): Promise<void> {
    const until = leaseFrom(await databaseNow(tx));
    const isKept = await keepOccurrence(tx, this.claimed.held, { until, jobs: this.#jobs });
    if (!isKept) throw new OccurrenceLostError();
  }

  async finish(tx: Transaction, ctx: CoreContext, problems: readonly string[]): Promise<void> {
    const { row, held } = this.claimed;
    const isFinished = await finishOccurrence(tx, held, {
      state: this.#jobs.length > 0 ? 'done' : 'skipped',
      reason: this.#words(problems),
      jobs: this.#jobs,
    });
    if (!isFinished) throw new OccurrenceLostError();
    afterCommit(tx, () => ctx.bus.publish({ type: 'record', noun: 'schedule', recordId: row.scheduleId }));
  }

  #words(problems: readonly string[]): string | null {
    const [first, ...others] = this.#queued;
    const queued = first === undefined ? [] : [`Job ${first} was queued or running already.`];
    if (others.length > 0) queued.push(`So were ${others.length} more.`);
    const words = [this.claimed.row.reason, ...problems, ...queued].filter((word) => word !== null);
    return words.length > 0 ? words.join(' ') : null;
  }
}
