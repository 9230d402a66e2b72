import type { JobRow } from './job-store.ts';
import type { Transaction } from './open-database.ts';

export const QUEUED_STATE = 'job_created';

/** One start of one worker. */
export interface WorkerStart {
  readonly workerId: string;
  readonly incarnation: string;
}

export interface HeldJob {
  readonly id: number;
  readonly fence: number;
}

export interface QueueWalk {
  readonly kinds: readonly string[];
  /** Only jobs with a greater id. */
  readonly after: number;
  /** Repositories whose jobs are left out. */
  readonly passed: readonly string[];
  readonly take: number;
}

/** Queued jobs in order of their ids. */
export async function listQueuedJobs(
  db: Transaction,
  walk: QueueWalk,
): Promise<Pick<JobRow, 'id' | 'repositoryId'>[]> {
  return db.job.findMany({
    where: {
      state: QUEUED_STATE,
      id: { gt: walk.after },
      kind: { in: [...walk.kinds] },
      workerId: null,
      ...(walk.passed.length === 0
        ? {}
        : { OR: [{ repositoryId: null }, { repositoryId: { notIn: [...walk.passed] } }] }),
    },
    orderBy: { id: 'asc' },
    select: { id: true, repositoryId: true },
    take: walk.take,
  });
}

/** Earlier jobs of the repository that still wait, oldest first. */
export async function listQueuedBefore(
  tx: Transaction,
  job: { readonly id: number; readonly repositoryId: string },
  accesses: readonly string[],
  take: number,
): Promise<JobRow[]> {
  return tx.job.findMany({
    where: {
      repositoryId: job.repositoryId,
      state: QUEUED_STATE,
      id: { lt: job.id },
      access: { in: [...accesses] },
      workerId: null,
    },
    orderBy: { id: 'asc' },
    take,
  });
}

/** Compare-and-swap of a queued job to its worker. Null: another one was faster, or it is no longer queued. */
export async function takeQueuedJob(
  tx: Transaction,
  job: HeldJob,
  worker: WorkerStart,
  lease: { readonly from: Date; readonly until: Date },
): Promise<JobRow | null> {
  const [row] = await tx.job.updateManyAndReturn({
    where: { id: job.id, fence: job.fence, state: QUEUED_STATE, workerId: null },
    data: {
      workerId: worker.workerId,
      workerIncarnation: worker.incarnation,
      fence: { increment: 1 },
      leaseExpires: lease.until,
      claimedAt: lease.from,
    },
  });
  return row ?? null;
}

/** Of the jobs that this start of the worker holds: what others may have changed from outside. */
export async function listHeldJobs(
  db: Transaction,
  worker: WorkerStart,
): Promise<Pick<JobRow, 'id' | 'fence' | 'state' | 'cancelRequestedAt'>[]> {
  return db.job.findMany({
    where: {
      workerId: worker.workerId,
      workerIncarnation: worker.incarnation,
      leaseExpires: { not: null },
    },
    select: { id: true, fence: true, state: true, cancelRequestedAt: true },
  });
}

/** Lengthens the leases of these jobs of this start of the worker, also of those that were stopped from outside. */
export async function renewJobLeases(
  tx: Transaction,
  worker: WorkerStart,
  { jobIds, until }: { readonly jobIds: readonly number[]; readonly until: Date },
): Promise<void> {
  await tx.job.updateMany({
    where: {
      id: { in: [...jobIds] },
      workerId: worker.workerId,
      workerIncarnation: worker.incarnation,
      leaseExpires: { not: null },
    },
    data: { leaseExpires: until },
  });
}

/** The worker lets go of a job that has ended. False: it was no longer its own. */
export async function endJobLease(tx: Transaction, jobId: number, worker: WorkerStart): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: {
      id: jobId,
      workerId: worker.workerId,
      workerIncarnation: worker.incarnation,
      leaseExpires: { not: null },
    },
    data: { leaseExpires: null },
  });
  return count === 1;
}

/** Claimed but never begun: back to where it stood in the queue, under a new fence. */
export async function requeueJob(tx: Transaction, job: HeldJob): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: { id: job.id, fence: job.fence, state: QUEUED_STATE },
    data: {
      workerId: null,
      workerIncarnation: null,
      leaseExpires: null,
      claimedAt: null,
      fence: { increment: 1 },
    },
  });
  return count === 1;
}

/** Jobs of earlier starts of this worker. */
export async function listJobsOfEarlierStarts(db: Transaction, worker: WorkerStart): Promise<JobRow[]> {
  return db.job.findMany({
    where: {
      workerId: worker.workerId,
      workerIncarnation: { not: worker.incarnation },
      leaseExpires: { not: null },
    },
    orderBy: { id: 'asc' },
  });
}

export async function listJobsWithLeaseBefore(db: Transaction, time: Date, take: number): Promise<JobRow[]> {
  return db.job.findMany({
    where: { leaseExpires: { lt: time } },
    orderBy: { leaseExpires: 'asc' },
    take,
  });
}

/**
 * Whoever recovers a lost job holds it meanwhile, under a new fence and a lease of its own. Null: somebody else does,
 * or its worker lives.
 */
export async function takeLostJob(
  tx: Transaction,
  job: { readonly id: number; readonly fence: number; readonly leaseExpires: Date | null },
  worker: WorkerStart,
  until: Date,
): Promise<JobRow | null> {
  const [row] = await tx.job.updateManyAndReturn({
    where: { id: job.id, fence: job.fence, leaseExpires: job.leaseExpires },
    data: {
      workerId: worker.workerId,
      workerIncarnation: worker.incarnation,
      leaseExpires: until,
      fence: { increment: 1 },
    },
  });
  return row ?? null;
}
