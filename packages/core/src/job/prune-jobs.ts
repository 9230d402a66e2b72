import { deleteLogLines } from '@borgcube/db/job-log-store';
import { deleteJobs, listJobsEndedBefore } from '@borgcube/db/job-store';
import { deleteReceiptLines } from '@borgcube/db/receipt-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { CoreContext } from '../core-context.ts';
import { getJobRow } from './find-job.ts';
import { toJobView } from './job-view.ts';

const DAY_MS = 86_400_000;
export const JOBS_KEPT_MS = 90 * DAY_MS;
const JOBS_AT_ONCE = 20;
const LINES_AT_ONCE = 2000;

/** Deletes a bounded number of jobs that ended over 90 days ago, with their logs; answers how many. */
export async function pruneJobs(ctx: Pick<CoreContext, 'db' | 'clock' | 'hooks'>): Promise<number> {
  const limit = new Date(ctx.clock().getTime() - JOBS_KEPT_MS);
  const ids = await listJobsEndedBefore(ctx.db, limit, JOBS_AT_ONCE);
  for (const id of ids) {
    while ((await deleteLogLines(ctx.db, id, LINES_AT_ONCE)) > 0);
    while ((await deleteReceiptLines(ctx.db, id, LINES_AT_ONCE)) > 0);
    await inTransaction(ctx.db, async (tx) => {
      await ctx.hooks.callInTransaction(tx, 'jobPreDelete', { job: toJobView(await getJobRow(tx, id)) });
      await deleteJobs(tx, [id]);
    });
  }
  return ids.length;
}
