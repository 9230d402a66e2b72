import { findLastSettled } from '@borgcube/db/alert-cause-store';
import { findJob } from '@borgcube/db/job-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { CoreContext } from '../core-context.ts';
import { toJobView } from '../job/job-view.ts';
import { assessEndedJob } from './alerts-plugin.ts';

/** The same as in the transaction that ended the job, for the case that the time of its hooks did not suffice. */
export async function assessFinishedJob(
  ctx: Pick<CoreContext, 'db' | 'clock' | 'bus' | 'kinds'>,
  jobId: number,
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const row = await findJob(tx, jobId);
    if (!row || (await findLastSettled(tx, row))?.id !== jobId) return;
    await assessEndedJob(tx, ctx, toJobView(row));
  });
}
