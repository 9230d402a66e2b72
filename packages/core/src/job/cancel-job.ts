import { requestCancel } from '@borgcube/db/job-state-store';
import type { JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { getJobRow, stateConflict } from './find-job.ts';
import { toJobView } from './job-view.ts';
import { publishJob } from './publish-job.ts';
import { updateStateIn } from './update-state.ts';

const TRIES_MAX = 10;

/** A queued job is cancelled at once; a running one is told to stop, and its worker says how it ended. */
export async function cancelJob(ctx: CoreContext, id: number): Promise<Job> {
  requireRole(ctx, 'operator');
  for (let tries = 1; ; tries += 1) {
    const before = await getJobRow(ctx.db, id);
    if (isFinal(before.state)) {
      throw new DomainError(
        'CONFLICT',
        'state-conflict',
        `Job ${id} has ended already: it is ${before.state}.`,
      );
    }
    if (before.cancelRequestedAt !== null) return toJobView(before);
    try {
      return toJobView(await inTransaction(ctx.db, (tx) => cancelIn(tx, ctx, before)));
    } catch (error) {
      // A worker moved the job on between the look and the write.
      if (!(error instanceof DomainError) || error.kind !== 'state-conflict' || tries === TRIES_MAX)
        throw error;
    }
  }
}

async function cancelIn(tx: Transaction, ctx: CoreContext, job: JobRow): Promise<JobRow> {
  const { id, state, fence } = job;
  await writeAudit(tx, ctx, { what: `Cancelled job ${id}`, noun: 'job', recordId: String(id) });
  if (job.leaseExpires === null) {
    return updateStateIn(tx, ctx, { jobId: id, previous: state, to: 'cancelled', fence });
  }
  const by = `${ctx.actor.type}:${ctx.actor.name}`;
  const row = await requestCancel(tx, job, { at: ctx.clock(), by });
  if (!row) throw stateConflict(id, 'another', state);
  publishJob(tx, ctx, row);
  return row;
}
