import { findJob, type JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import { findWaitingJobId } from '@borgcube/db/repository-reading-store';

/** The queued job that readings of its repository have kept from starting; null: none waits. */
export async function findWaitingJob(db: Transaction, repositoryId: string): Promise<JobRow | null> {
  const id = await findWaitingJobId(db, repositoryId);
  const row = id === null ? null : await findJob(db, id);
  return row?.state === 'job_created' && row.workerId === null ? row : null;
}
