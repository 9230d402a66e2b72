import { listOpenProcesses } from '@borgcube/db/job-process-store';
import { deleteJobs } from '@borgcube/db/job-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { isStable } from '@borgcube/domain/job/job-state';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { getJobRow } from './find-job.ts';
import { toJobView } from './job-view.ts';

/** Deletes a job and its log, once nothing of it runs any more. Its archive stays. */
export async function deleteJob(ctx: CoreContext, id: number): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    const row = await getJobRow(tx, id);
    const isHeld = row.leaseExpires !== null || (await listOpenProcesses(tx, id)).length > 0;
    if (!isStable(row.state) || isHeld) {
      throw new DomainError(
        'CONFLICT',
        'state-conflict',
        `Job ${id} still runs (${row.state}). Cancel it first.`,
      );
    }
    await ctx.hooks.callInTransaction(tx, 'jobPreDelete', { job: toJobView(row) });
    await deleteJobs(tx, [id]);
    await writeAudit(tx, ctx, { what: `Deleted job ${id}`, noun: 'job', recordId: String(id) });
  });
}
