import type { WorkerStart } from './job-claim-store.ts';
import type { JobRow } from './job-store.ts';
import type { Transaction } from './open-database.ts';

export interface NewRepositoryClaim {
  readonly jobId: number;
  readonly repositoryId: string;
  readonly workerId: string;
  readonly access: string;
  readonly fence: number;
  readonly leaseExpires: Date;
}

export interface ClaimWithJob extends NewRepositoryClaim {
  readonly job: JobRow;
}

/**
 * Lets one claimer of a repository through at a time, until its transaction ends: on PostgreSQL by the row's lock, on
 * SQLite all writers take turns anyway. To be the first statement of the claim.
 */
export async function serializeClaims(tx: Transaction, repositoryId: string): Promise<void> {
  await tx.repository.updateMany({ where: { id: repositoryId }, data: { claimFence: { increment: 1 } } });
}

export async function insertRepositoryClaim(tx: Transaction, claim: NewRepositoryClaim): Promise<void> {
  await tx.repositoryClaim.create({ data: claim });
}

/** The jobs that hold a repository, in whatever state they are. */
export async function listRepositoryClaims(db: Transaction, repositoryId: string): Promise<ClaimWithJob[]> {
  return db.repositoryClaim.findMany({
    where: { repositoryId },
    orderBy: { jobId: 'asc' },
    include: { job: true },
    omit: { createdAt: true },
  });
}

export async function renewClaimLeases(
  tx: Transaction,
  worker: WorkerStart,
  { jobIds, until }: { readonly jobIds: readonly number[]; readonly until: Date },
): Promise<void> {
  const { workerId } = worker;
  await tx.repositoryClaim.updateMany({
    where: { jobId: { in: [...jobIds] }, workerId },
    data: { leaseExpires: until },
  });
}

/** Whoever recovers a lost job takes its claim along: it is never free in between. */
export async function passClaimOn(
  tx: Transaction,
  jobId: number,
  to: { readonly workerId: string; readonly fence: number; readonly leaseExpires: Date },
): Promise<void> {
  await tx.repositoryClaim.updateMany({ where: { jobId }, data: to });
}

export async function deleteRepositoryClaim(tx: Transaction, jobId: number): Promise<void> {
  await tx.repositoryClaim.deleteMany({ where: { jobId } });
}
