import { databaseNow } from '@borgcube/db/database-now';
import { finishOccurrences, type OccurrenceOutcome } from '@borgcube/db/occurrence-batch-store';
import { keepOccurrence } from '@borgcube/db/occurrence-store';
import type { Transaction } from '@borgcube/db/open-database';
import { afterCommit } from '@borgcube/db/transaction';
import type { JobStarted } from '@borgcube/domain/job/job';
import type { CoreContext } from '../core-context.ts';
import type { NewJobRequest } from '../job/create-job.ts';
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
  keyed(scheduleName: string, requests: readonly PlacedRequest[]): NewJobRequest[] {
    const { id } = this.claimed.row;
    return requests.map(({ position, request: { target, ...asked } }) => ({
      ...asked,
      uniqueKey: `${id}:${position}:${target}`,
      createdBy: `schedule:${scheduleName}`,
    }));
  }

  add(jobs: readonly JobStarted[]): void {
    const known = new Set(this.#jobs);
    for (const { id, alreadyQueued } of jobs) {
      if (alreadyQueued) this.#queued.add(id);
      if (!known.has(id)) this.#jobs.push(id);
      known.add(id);
    }
  }

  /** Lengthens the lease, with what is made so far. */
  async keep(tx: Transaction): Promise<void> {
    const until = leaseFrom(await databaseNow(tx));
    const isKept = await keepOccurrence(tx, this.claimed.held, { until, jobs: this.#jobs });
    if (!isKept) throw new OccurrenceLostError();
  }

  outcome(problems: readonly string[]): OccurrenceOutcome {
    return {
      held: this.claimed.held,
      state: this.#jobs.length > 0 ? 'done' : 'skipped',
      reason: this.#words(problems),
      jobs: this.#jobs,
    };
  }

  #words(problems: readonly string[]): string | null {
    const [first, ...others] = this.#queued;
    const queued = first === undefined ? [] : [`Job ${first} was queued or running already.`];
    if (others.length > 0) queued.push(`So were ${others.length} more.`);
    const words = [this.claimed.row.reason, ...problems, ...queued].filter((word) => word !== null);
    return words.length > 0 ? words.join(' ') : null;
  }
}

/** Ends occurrences with their outcomes; throws when one of them is no longer this scheduler's. */
export async function finishAll(
  tx: Transaction,
  ctx: Pick<CoreContext, 'bus' | 'clock'>,
  ended: readonly { readonly made: MadeJobs; readonly problems: readonly string[] }[],
): Promise<void> {
  const outcomes = ended.map(({ made, problems }) => made.outcome(problems));
  if (!(await finishOccurrences(tx, outcomes, ctx.clock()))) throw new OccurrenceLostError();
  const schedules = new Set(ended.map(({ made }) => made.claimed.row.scheduleId));
  afterCommit(tx, () => {
    for (const recordId of schedules) ctx.bus.publish({ type: 'record', noun: 'schedule', recordId });
  });
}
