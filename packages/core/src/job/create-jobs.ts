import { findJobsByKeys, insertJobs } from '@borgcube/db/job-batch-store';
import type { JobRow, NewJob } from '@borgcube/db/job-store';
import { isUniqueViolation, type Transaction } from '@borgcube/db/open-database';
import { inSavepoint } from '@borgcube/db/savepoint';
import type { JobStarted } from '@borgcube/domain/job/job';
import type { JobKind } from '@borgcube/plugin-kit/define-job-kind';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { announceJob, createJobIn, kindOf, type NewJobRequest, toNewJob } from './create-job.ts';
import { toJobView } from './job-view.ts';

/**
 * Queues several jobs with a few statements, as part of a transaction; answers one for each request, in their order.
 * What is queued already, by others or by an earlier one of these, is answered as `createJobIn` does.
 */
export async function createJobsIn(
  tx: Transaction,
  ctx: CoreContext,
  requests: readonly NewJobRequest[],
): Promise<JobStarted[]> {
  requireRole(ctx, 'operator');
  if (requests.length === 0) return [];
  const asked = requests.map((request) => {
    const kind = kindOf(ctx, request.kind);
    return { kind, job: toNewJob(ctx, kind, request) };
  });
  const known = new KnownJobs(await findJobsByKeys(tx, keysOf(asked.map(({ job }) => job))));
  const fresh = asked.filter(({ job }) => known.reserve(job));
  try {
    const rows = await inSavepoint(tx, (inner) =>
      insertJobs(
        inner,
        fresh.map(({ job }) => job),
      ),
    );
    await announceAll(tx, ctx, rows, fresh);
    return known.answers(
      asked.map(({ job }) => job),
      rows,
    );
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // Somebody else queued one of them a moment ago: one by one, each finds out for itself.
    const made: JobStarted[] = [];
    for (const request of requests) made.push(await createJobIn(tx, ctx, request));
    return made;
  }
}

interface AskedJob {
  readonly kind: JobKind;
  readonly job: NewJob;
}

async function announceAll(
  tx: Transaction,
  ctx: CoreContext,
  rows: readonly JobRow[],
  asked: readonly AskedJob[],
): Promise<void> {
  for (const [index, row] of rows.entries()) {
    const kind = asked[index]?.kind;
    if (kind) await announceJob(tx, ctx, { row, kind });
  }
}

function keysOf(jobs: readonly NewJob[]) {
  return {
    unique: jobs.flatMap((job) => job.uniqueKey ?? []),
    active: jobs.flatMap((job) => job.activeKey ?? []),
  };
}

/** Which jobs are there already, and which of those asked for is the first with its keys. */
class KnownJobs {
  readonly #unique = new Map<string, JobRow>();
  readonly #active = new Map<string, JobRow>();
  readonly #reserved: NewJob[] = [];

  constructor(rows: readonly JobRow[]) {
    for (const row of rows) this.#keep(row);
  }

  /** False: it, or one that stands for it, is there or asked for already. */
  reserve(job: NewJob): boolean {
    const isKnown = this.#find(job) !== null || this.#reserved.some((other) => isSame(job, other));
    if (!isKnown) this.#reserved.push(job);
    return !isKnown;
  }

  /** @param made the reserved ones, in the order in which they were reserved. */
  answers(jobs: readonly NewJob[], made: readonly JobRow[]): JobStarted[] {
    const rows = new Map(this.#reserved.map((job, index) => [job, made[index]]));
    return jobs.map((job) => {
      const own = rows.get(job);
      if (own) {
        this.#keep(own);
        return { ...toJobView(own), alreadyQueued: false };
      }
      const found = this.#find(job);
      if (!found) throw new Error('a job that was reserved was not made');
      return {
        ...toJobView(found),
        alreadyQueued: found.uniqueKey !== job.uniqueKey || job.uniqueKey === null,
      };
    });
  }

  #keep(row: JobRow): void {
    if (row.uniqueKey !== null) this.#unique.set(row.uniqueKey, row);
    if (row.activeKey !== null) this.#active.set(row.activeKey, row);
  }

  #find({ uniqueKey, activeKey }: NewJob): JobRow | null {
    const made = uniqueKey === null ? undefined : this.#unique.get(uniqueKey);
    const queued = activeKey === null ? undefined : this.#active.get(activeKey);
    return made ?? queued ?? null;
  }
}

function isSame(one: NewJob, other: NewJob): boolean {
  const isEqual = (key: 'uniqueKey' | 'activeKey') => one[key] !== null && one[key] === other[key];
  return isEqual('uniqueKey') || isEqual('activeKey');
}
