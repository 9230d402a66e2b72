import { endJobLease, type WorkerStart } from '@borgcube/db/job-claim-store';
import type { JobEnd } from '@borgcube/db/job-state-store';
import type { JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import { deleteRepositoryClaim } from '@borgcube/db/repository-claim-store';
import { inTransaction, isWriteConflict } from '@borgcube/db/transaction';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { JobOutcome } from '@borgcube/plugin-kit/define-job-kind';
import { HookVetoError } from '@borgcube/plugin-kit/hook-caller';
import { addArchiveIn } from '../archive/add-archive.ts';
import type { CoreContext } from '../core-context.ts';
import { storeOfKind } from '../plugin/plugin-store.ts';
import { getJobRow } from './find-job.ts';
import { setFailureCauseIn } from './force-state.ts';
import { toJobView } from './job-view.ts';
import { publishJob } from './publish-job.ts';
import { updateStateIn } from './update-state.ts';

export interface Settlement {
  readonly jobId: number;
  readonly worker: WorkerStart;
  readonly outcome: JobOutcome;
  /** The last that is known of the run. */
  readonly progress?: unknown;
}

/**
 * Ends a job whose processes have all ended: outcome, archive row and the release of its repository in one transaction.
 * Null: another worker took the job over, and nothing was written.
 */
export async function settleJob(ctx: CoreContext, settlement: Settlement): Promise<JobRow | null> {
  try {
    return await inTransaction(ctx.db, (tx) => settleIn(tx, ctx, settlement));
  } catch (error) {
    // A job must end: one that a plugin does not let end well ends with that as its cause. Forcing asks no plugin.
    if (error instanceof HookVetoError) {
      const cause: FailureCause = { kind: 'hook-failed', message: error.message };
      return inTransaction(ctx.db, (tx) => settleIn(tx, ctx, settlement, cause));
    }
    if (!(error instanceof SettleError)) throw error;
    const cause: FailureCause = { kind: 'internal-error', message: error.message };
    const { settle, ...outcome } = settlement.outcome;
    return inTransaction(ctx.db, (tx) => settleIn(tx, ctx, { ...settlement, outcome }, cause));
  }
}

async function settleIn(
  tx: Transaction,
  ctx: CoreContext,
  settlement: Settlement,
  veto: FailureCause | null = null,
): Promise<JobRow | null> {
  const { jobId, worker, outcome } = settlement;
  if (!(await endJobLease(tx, jobId, worker))) return null;
  await deleteRepositoryClaim(tx, jobId);
  const row = await getJobRow(tx, jobId);
  await settleKind(tx, ctx, row, outcome);
  const archiveId = await recordArchive(tx, ctx, outcome);
  const end = endOf(settlement, archiveId);
  if (isFinal(row.state)) {
    // Ended from outside while it ran: that stands, and what its processes still did is on record above.
    publishJob(tx, ctx, row);
    return row;
  }
  if (veto) return setFailureCauseIn(tx, ctx, jobId, veto, end);
  // Leases are the worker's own, so a fence that was raised meanwhile is a request to stop, which this answers.
  const { fence } = row;
  const update = { jobId, previous: row.state, to: outcome.state, fence, end };
  const settled = await updateStateIn(tx, ctx, update);
  if (outcome.state === 'failed') {
    const { kind, ...details } = outcome.cause;
    await ctx.hooks.callInTransaction(tx, 'jobFailureCause', { job: toJobView(settled), kind, details });
  }
  return settled;
}

/** What a kind wanted to write with its end could not be written. */
class SettleError extends Error {
  override readonly name = 'SettleError';
}

async function settleKind(
  tx: Transaction,
  ctx: CoreContext,
  { kind }: JobRow,
  outcome: JobOutcome,
): Promise<void> {
  if (!outcome.settle) return;
  try {
    await outcome.settle({ tx, store: storeOfKind(ctx.kinds, kind, tx) });
  } catch (cause) {
    // What the database refuses for a while is tried again by the transaction itself.
    if (isWriteConflict(cause)) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new SettleError(`What the job found could not be written: ${message}`, { cause });
  }
}

async function recordArchive(tx: Transaction, ctx: CoreContext, outcome: JobOutcome): Promise<string | null> {
  if (outcome.state === 'cancelled') return null;
  if (outcome.archive) return (await addArchiveIn(tx, ctx, outcome.archive)).id;
  return outcome.state === 'done' ? (outcome.archiveId ?? null) : null;
}

function endOf({ outcome, progress }: Settlement, archiveId: string | null): JobEnd {
  return {
    archiveId,
    ...(progress === undefined ? {} : { progress }),
    ...(outcome.state === 'failed' ? { failureCause: outcome.cause } : {}),
    ...(outcome.state === 'cancelled' ? {} : { borgWarning: warningsOf(outcome.borgWarning) }),
  };
}

const warningsOf = (lines: readonly string[] | undefined) => (lines && lines.length > 0 ? lines : null);
