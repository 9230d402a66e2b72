import type { Transaction } from '@borgcube/db/open-database';
import { findClaimingJobs } from '@borgcube/db/repository-store';
import { DomainError } from '@borgcube/domain/error/domain-error';

/** A job that holds the repository's claim holds its lock as well, so Borg would only wait. */
export async function requireRepositoryFree(db: Transaction, repositoryId: string): Promise<void> {
  const [jobId] = await findClaimingJobs(db, repositoryId);
  if (jobId === undefined) return;
  throw new DomainError(
    'PRECONDITION_FAILED',
    'repository-busy',
    `Job ${jobId} is working on this repository. Try again when it has ended.`,
    { details: { jobId } },
  );
}
