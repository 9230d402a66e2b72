import { databaseNow } from '@borgcube/db/database-now';
import { listHeldJobs, renewJobLeases, type WorkerStart } from '@borgcube/db/job-claim-store';
import type { JobRow } from '@borgcube/db/job-store';
import type { Database } from '@borgcube/db/open-database';
import { renewClaimLeases } from '@borgcube/db/repository-claim-store';
import { inTransaction } from '@borgcube/db/transaction';
import { touchWorker } from '@borgcube/db/worker-store';

/** How long a claim holds without being renewed. */
export const LEASE_MS = 60_000;
export const RENEW_EVERY_MS = 10_000;
/** A worker that could not renew for so long (monotonic) ends its jobs' processes itself. */
export const GIVE_UP_AFTER_MS = 40_000;
/** Nobody takes a job over earlier, measured by the database's clock. */
export const TAKEOVER_AFTER_MS = 75_000;

/** Lengthens the leases of these jobs of this start of the worker, by the database's clock. */
export async function renewLeases(
  db: Database,
  worker: WorkerStart,
  jobIds: readonly number[],
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const now = await databaseNow(tx);
    const until = new Date(now.getTime() + LEASE_MS);
    if (jobIds.length > 0) {
      await renewJobLeases(tx, worker, { jobIds, until });
      await renewClaimLeases(tx, worker, { jobIds, until });
    }
    await touchWorker(tx, { id: worker.workerId, incarnation: worker.incarnation }, now);
  });
}

/** What became of a job that this worker holds. */
export type HeldJobNews = Pick<JobRow, 'id' | 'fence' | 'state' | 'cancelRequestedAt'>;

/** A job that is missing in the answer was taken over by another worker. */
export async function lookAtHeldJobs(db: Database, worker: WorkerStart): Promise<readonly HeldJobNews[]> {
  return listHeldJobs(db, worker);
}

/** The latest lease that may be taken over now. */
export async function takeoverLimit(db: Database): Promise<Date> {
  const now = await databaseNow(db);
  return new Date(now.getTime() - (TAKEOVER_AFTER_MS - LEASE_MS));
}
