import type { Transaction } from '@borgcube/db/open-database';
import { findClaimingJobs } from '@borgcube/db/repository-store';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { accessesInConflictWith } from '../job/claim-job.ts';

/** A job that holds the repository's claim holds its lock as well, so Borg would only wait. Readers share it. */
export async function requireRepositoryReadable(db: Transaction, repositoryId: string): Promise<void> {
  await requireNoClaim(db, repositoryId, accessesInConflictWith('read'));
}

/** Nobody at all works on the repository. */
export async function requireRepositoryFree(db: Transaction, repositoryId: string): Promise<void> {
  await requireNoClaim(db, repositoryId);
}

async function requireNoClaim(
  db: Transaction,
  repositoryId: string,
  accesses?: readonly string[],
): Promise<void> {
  const [jobId] = await findClaimingJobs(db, repositoryId, accesses);
  if (jobId === undefined) return;
  throw new DomainError(
    'PRECONDITION_FAILED',
    'repository-busy',
    `Job ${jobId} is working on this repository. Try again when it has ended.`,
    { details: { jobId } },
  );
}
