import { forceJobState, type JobEnd } from '@borgcube/db/job-state-store';
import type { JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { getJobRow } from './find-job.ts';
import { toJobView } from './job-view.ts';
import { publishJob } from './publish-job.ts';
import { changeTo, type StateContext } from './update-state.ts';

/**
 * Sets a state whatever the stored one is; answers whether anything changed. The job's worker loses the right to write
 * and is told to stop; the repository stays claimed until it has seen its processes end.
 */
export async function forceState(ctx: StateContext, jobId: number, state: string): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => (await forceStateIn(tx, ctx, { jobId, state })) !== null);
}

/** Fails a job, whatever its state, and says why. */
export async function setFailureCause(
  ctx: StateContext,
  jobId: number,
  { kind, ...details }: FailureCause,
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    await setFailureCauseIn(tx, ctx, jobId, { kind, ...details });
  });
}

export async function setFailureCauseIn(
  tx: Transaction,
  ctx: StateContext,
  jobId: number,
  cause: FailureCause,
  end: JobEnd = {},
): Promise<JobRow> {
  const row = await forceIn(tx, ctx, { jobId, state: 'failed', end: { ...end, failureCause: cause } });
  const { kind, ...details } = cause;
  await ctx.hooks.callInTransaction(tx, 'jobFailureCause', { job: toJobView(row), kind, details });
  return row;
}

export async function forceStateIn(
  tx: Transaction,
  ctx: StateContext,
  { jobId, state }: { readonly jobId: number; readonly state: string },
): Promise<JobRow | null> {
  // A job that runs somewhere would be claimed a second time.
  if (state === 'job_created') throw new Error('a job is never forced back into the queue');
  const before = await getJobRow(tx, jobId);
  if (before.state === state) return null;
  return forceIn(tx, ctx, { jobId, state, end: null });
}

async function forceIn(
  tx: Transaction,
  ctx: StateContext,
  { jobId, state, end }: { readonly jobId: number; readonly state: string; readonly end: JobEnd | null },
): Promise<JobRow> {
  const before = await getJobRow(tx, jobId);
  const row = await forceJobState(tx, jobId, changeTo(before, state, ctx.clock()), end);
  await ctx.hooks.callInTransaction(tx, 'jobPostForceState', { job: toJobView(row), forcedState: state });
  publishJob(tx, ctx, row);
  return row;
}
