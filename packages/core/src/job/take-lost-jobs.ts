import { databaseNow } from '@borgcube/db/database-now';
import {
  listJobsOfEarlierStarts,
  listJobsWithLeaseBefore,
  requeueJob,
  takeLostJob as takeLostRow,
  type WorkerStart,
} from '@borgcube/db/job-claim-store';
import type { JobRow } from '@borgcube/db/job-store';
import { deleteRepositoryClaim, passClaimOn } from '@borgcube/db/repository-claim-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { CoreContext } from '../core-context.ts';
import { getJobRow } from './find-job.ts';
import { LEASE_MS, takeoverLimit } from './lease.ts';
import { publishJob } from './publish-job.ts';

const TAKEN_AT_ONCE = 50;

/** Jobs of earlier starts of this very worker: whoever ran them is gone, since a data directory has one process. */
export async function findOwnLostJobs(ctx: Pick<CoreContext, 'db'>, worker: WorkerStart): Promise<JobRow[]> {
  return listJobsOfEarlierStarts(ctx.db, worker);
}

/** Jobs whose worker has not renewed its lease for 75 s. */
export async function findExpiredJobs(ctx: Pick<CoreContext, 'db'>): Promise<JobRow[]> {
  return listJobsWithLeaseBefore(ctx.db, await takeoverLimit(ctx.db), TAKEN_AT_ONCE);
}

/** The job and its claim pass on in one transaction. Null: its worker lives, or somebody else takes care of it. */
export async function takeLostJob(
  ctx: Pick<CoreContext, 'db'>,
  lost: JobRow,
  worker: WorkerStart,
): Promise<JobRow | null> {
  return inTransaction(ctx.db, async (tx) => {
    const leaseExpires = new Date((await databaseNow(tx)).getTime() + LEASE_MS);
    const row = await takeLostRow(tx, lost, worker, leaseExpires);
    if (row) await passClaimOn(tx, row.id, { workerId: worker.workerId, fence: row.fence, leaseExpires });
    return row;
  });
}

/** A claimed job that was never begun goes back to where it stood. False: it has moved on. */
export async function requeueLostJob(
  ctx: Pick<CoreContext, 'db' | 'bus'>,
  job: { readonly id: number; readonly fence: number },
): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => {
    if (!(await requeueJob(tx, job))) return false;
    await deleteRepositoryClaim(tx, job.id);
    publishJob(tx, ctx, await getJobRow(tx, job.id));
    return true;
  });
}
