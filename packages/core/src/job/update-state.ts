import { type JobEnd, type StateChange, swapJobState } from '@borgcube/db/job-state-store';
import type { JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { CoreContext } from '../core-context.ts';
import { getJobRow, stateConflict } from './find-job.ts';
import { toJobView } from './job-view.ts';
import { publishJob } from './publish-job.ts';

export type StateContext = Pick<CoreContext, 'db' | 'hooks' | 'bus' | 'clock'>;

export interface StateUpdate {
  readonly previous: string;
  readonly to: string;
  /** Where one is named, the job must still be under it. */
  readonly fence?: number;
}

/**
 * Moves a job from one state to another. Throws `state-conflict`, naming both states, when the stored state is not
 * `previous` or the fence was raised, and HookVetoError when a plugin refuses; nothing is changed then.
 */
export async function updateState(ctx: StateContext, jobId: number, update: StateUpdate): Promise<JobRow> {
  return inTransaction(ctx.db, (tx) => updateStateIn(tx, ctx, { jobId, ...update }));
}

/** The same as part of a transaction; `end` is what a final state writes beside itself. */
export async function updateStateIn(
  tx: Transaction,
  ctx: StateContext,
  { jobId, previous, to, fence, end }: StateUpdate & { readonly jobId: number; readonly end?: JobEnd },
): Promise<JobRow> {
  const before = await getJobRow(tx, jobId);
  if (before.state !== previous || isFinal(before.state)) throw stateConflict(jobId, before.state, previous);
  const argument = { job: toJobView(before), currentState: previous, targetState: to };
  await ctx.hooks.callInTransaction(tx, 'jobPreStateUpdate', argument);
  const change = changeTo(before, to, ctx.clock());
  const row = await swapJobState(tx, { id: jobId, from: previous, fence }, change, end ?? null);
  if (!row) throw stateConflict(jobId, 'another, or held by another worker', previous);
  const after = { job: toJobView(row), priorState: previous, currentState: to };
  await ctx.hooks.callInTransaction(tx, 'jobPostStateUpdate', after);
  publishJob(tx, ctx, row);
  return row;
}

/** Leaving the queue stamps the start, entering a final state the end. */
export function changeTo(before: JobRow, to: string, at: Date): StateChange {
  const starts = before.timestampStart === null && before.state === 'job_created' && !isFinal(to);
  return {
    to,
    at,
    timestampStart: starts ? at : undefined,
    timestampEnd: isFinal(to) ? at : undefined,
  };
}
