import type { Transaction } from './open-database.ts';

export interface RepositoryReading {
  readonly id: string;
  readonly repositoryId: string;
  /** As it follows "waits until": `a download from archive a`. */
  readonly what: string;
  readonly byWhom: string;
  readonly leaseExpires: Date;
}

export async function insertReading(tx: Transaction, reading: RepositoryReading): Promise<void> {
  await tx.repositoryReading.create({ data: reading });
}

/** Oldest first; those whose lease ran out are among them. */
export async function listReadings(db: Transaction, repositoryId: string): Promise<RepositoryReading[]> {
  return db.repositoryReading.findMany({
    where: { repositoryId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    omit: { createdAt: true },
  });
}

/** False: it is gone, or its lease had run out, so that a job may have been claimed. */
export async function renewReading(
  db: Transaction,
  id: string,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const where = { id, leaseExpires: { gt: now } };
  const { count } = await db.repositoryReading.updateMany({ where, data: { leaseExpires: until } });
  return count === 1;
}

export async function deleteReading(tx: Transaction, id: string): Promise<void> {
  await tx.repositoryReading.deleteMany({ where: { id } });
}

export async function deleteReadingsThatRanOut(
  tx: Transaction,
  repositoryId: string,
  now: Date,
): Promise<void> {
  await tx.repositoryReading.deleteMany({ where: { repositoryId, leaseExpires: { lte: now } } });
}

/** Remembers the job that waits for readings of its repository. False: it was remembered before. */
export async function setWaitingJob(tx: Transaction, repositoryId: string, jobId: number): Promise<boolean> {
  const { count } = await tx.repository.updateMany({
    where: { id: repositoryId, OR: [{ waitingJobId: null }, { waitingJobId: { not: jobId } }] },
    data: { waitingJobId: jobId },
  });
  return count === 1;
}

/** The job that last waited for readings; it may have run since. */
export async function findWaitingJobId(db: Transaction, repositoryId: string): Promise<number | null> {
  const select = { waitingJobId: true };
  return (await db.repository.findUnique({ where: { id: repositoryId }, select }))?.waitingJobId ?? null;
}
