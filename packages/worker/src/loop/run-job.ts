import { setTimeout as delay } from 'node:timers/promises';
import { toJobView } from '@borgcube/core/job/job-view';
import type { HeldJobNews } from '@borgcube/core/job/lease';
import { settleJob } from '@borgcube/core/job/settle-job';
import { FailureError } from '@borgcube/domain/failure/failure-error';
import type { JobOutcome, StopReason } from '@borgcube/plugin-kit/define-job-kind';
import { HookVetoError } from '@borgcube/plugin-kit/hook-caller';
import { breakOwnLock } from '../recovery/break-own-lock.ts';
import type { WorkerContext } from '../worker-context.ts';
import { causeOfError } from './cause-of-error.ts';
import type { RunningJob } from './running-job.ts';

const RETRY_MS = 1000;

/**
 * Prepares, runs and settles a claimed job. It never throws and does not give up settling while the worker lives: a job
 * whose outcome cannot be stored now keeps its claim.
 */
export async function runJob(
  ctx: WorkerContext,
  job: RunningJob,
  options: { readonly look: () => Promise<HeldJobNews | null>; readonly abandoned: AbortSignal },
): Promise<void> {
  const outcome = asStopped(await outcomeOf(ctx, job, options.look), job.stopReason);
  job.progress.close();
  for (;;) {
    // Before the end is told: whoever watches the log reads until then.
    await job.log.close();
    try {
      if (await job.processes.proveEnd()) {
        if (outcome.state !== 'done') await freeLock(ctx, job);
        await settle(ctx, job, outcome);
        return;
      }
      ctx.report(`job ${job.id}: a process of it cannot be ended, its repository stays claimed`);
    } catch (error) {
      ctx.report(`job ${job.id}: its outcome is not stored yet`, error);
    }
    if (options.abandoned.aborted) return;
    await delay(RETRY_MS, undefined, { signal: options.abandoned }).catch(() => {});
  }
}

/** A Borg that was killed leaves its lock; no other job may start before it is gone. */
async function freeLock(ctx: WorkerContext, { claimed: { id: jobId, row } }: RunningJob): Promise<void> {
  if (row.repositoryId === null || row.access === null) return;
  await breakOwnLock(ctx, { jobId, repositoryId: row.repositoryId }).catch((error) =>
    // The next Borg of this host takes a dead process's lock away by itself.
    ctx.report(`job ${jobId}: the lock that it left could not be taken away`, error),
  );
}

async function outcomeOf(
  ctx: WorkerContext,
  job: RunningJob,
  look: () => Promise<HeldJobNews | null>,
): Promise<JobOutcome> {
  const { kind, runnable } = job.claimed;
  const context = job.context(look);
  try {
    await kind.executor.prepare?.(runnable, context);
    return await kind.executor.run(runnable, context);
  } catch (error) {
    const isTold = error instanceof HookVetoError || error instanceof FailureError;
    if (job.stopReason === null && !isTold) {
      ctx.report(`job ${job.id} (${kind.name}) ended with an error`, error);
    }
    return { state: 'failed', cause: causeOfError(error) };
  }
}

/** Work that was finished all the same stays finished; all else ends as what stopped it. */
function asStopped(outcome: JobOutcome, reason: StopReason | null): JobOutcome {
  if (reason === null || outcome.state === 'done') return outcome;
  // It made an archive, which has to be on record, and has its own cause.
  if (outcome.state === 'failed' && outcome.archive) return outcome;
  // What it found or did is true however it ends.
  const work = outcome.settle ? { settle: outcome.settle } : {};
  switch (reason) {
    case 'cancelled':
      return { state: 'cancelled', ...work };
    case 'shutdown':
      return {
        state: 'failed',
        cause: { kind: 'worker-restart', message: 'The server was stopped.' },
        ...work,
      };
    case 'lease-lost':
      return {
        state: 'failed',
        cause: { kind: 'worker-lost', message: 'The worker could not reach the database for 40 seconds.' },
        ...work,
      };
    case 'taken-over':
      return outcome;
  }
}

async function settle(ctx: WorkerContext, job: RunningJob, outcome: JobOutcome): Promise<void> {
  const progress = job.progress.last;
  const settlement = { jobId: job.id, worker: ctx.worker, outcome, ...(progress ? { progress } : {}) };
  const row = await settleJob(ctx.core, settlement);
  if (!row) return;
  const { exitCode = null, signal = null } = outcome;
  await ctx.core.hooks.call('jobExit', { job: toJobView(row), exitCode, signal });
}
