import { setTimeout as delay } from 'node:timers/promises';
import { endProcessGroup, type Grace } from '@borgcube/borg/process/end-process-group';
import { processFate } from '@borgcube/borg/process/process-identity';
import { readFrozenJob } from '@borgcube/core/job/frozen-config';
import { toJobView } from '@borgcube/core/job/job-view';
import { endProcess, openProcesses } from '@borgcube/core/job/record-process';
import { settleJob } from '@borgcube/core/job/settle-job';
import { requeueLostJob, takeLostJob } from '@borgcube/core/job/take-lost-jobs';
import type { JobOutcome } from '@borgcube/plugin-kit/define-job-kind';
import { JobLogWriter } from '../log/job-log-writer.ts';
import type { WorkerContext } from '../worker-context.ts';
import { breakOwnLock } from './break-own-lock.ts';

export type LostJob = Parameters<typeof takeLostJob>[1];

export interface Loss {
  readonly kind: 'worker-restart' | 'worker-lost';
  /** Nobody renewed it for so long that its worker has ended its processes itself. */
  readonly hasLeaseRunOut: boolean;
}

/** A process without its parent: there is nobody left to wait longer for. */
const GRACE: Grace = { interruptMs: 10_000, terminateMs: 10_000 };
const RETRY_MS = 5000;
const LOOKS_MAX = 3;

export const FINISHED_WHILE_AWAY = 'finished while the server was away';

/**
 * Brings a job that lost its worker to an end, or back into the queue, and frees its repository last of all: first its
 * processes are ended, then its lock is looked at, then its archive. Does nothing when another worker does it already.
 */
export async function recoverJob(
  ctx: WorkerContext,
  lost: LostJob,
  { loss, signal }: { readonly loss: Loss; readonly signal: AbortSignal },
): Promise<void> {
  if (!loss.hasLeaseRunOut && (await hasUnprovable(ctx, lost))) return;
  const job = await takeLostJob(ctx.core, lost, ctx.worker);
  if (!job) return;
  ctx.held.add(job.id);
  try {
    while (!(await endProcesses(ctx, job.id))) {
      ctx.report(`job ${job.id}: a process that it started cannot be ended; its repository stays claimed`);
      await delay(RETRY_MS, undefined, { signal });
    }
    if (job.state === 'job_created' && job.cancelRequestedAt === null) {
      await requeueLostJob(ctx.core, job);
      return;
    }
    const outcome = await outcomeOf(ctx, job, { loss, signal });
    const row = await settleJob(ctx.core, { jobId: job.id, worker: ctx.worker, outcome });
    if (row) await ctx.core.hooks.call('jobExit', { job: toJobView(row), exitCode: null, signal: null });
  } finally {
    ctx.held.delete(job.id);
  }
}

/** Processes of another PID namespace cannot be looked at: only a lease that ran out proves their end. */
async function hasUnprovable(ctx: WorkerContext, { id }: LostJob): Promise<boolean> {
  return (await openProcesses(ctx.core, id)).some((process) => processFate(process) === 'unprovable');
}

/** False: one of them is still there. */
async function endProcesses(ctx: WorkerContext, jobId: number): Promise<boolean> {
  for (const process of await openProcesses(ctx.core, jobId)) {
    const isGone = processFate(process) === 'unprovable' || (await endProcessGroup(process, GRACE));
    if (!isGone) return false;
    await endProcess(ctx.core, process.id);
  }
  return true;
}

async function outcomeOf(
  ctx: WorkerContext,
  job: LostJob,
  { loss, signal }: { readonly loss: Loss; readonly signal: AbortSignal },
): Promise<JobOutcome> {
  const log = new JobLogWriter(ctx, job.id);
  log.write('warning', 'The server went away while this job ran. Its processes have ended.');
  try {
    const found = await findFinished(ctx, job, { log, signal });
    if (found?.state === 'done') {
      return { ...found, borgWarning: [FINISHED_WHILE_AWAY, ...(found.borgWarning ?? [])] };
    }
    if (found) return found;
    if (job.cancelRequestedAt) return { state: 'cancelled' };
    return {
      state: 'failed',
      cause: { kind: loss.kind, message: 'The server went away while this job ran.' },
    };
  } catch (error) {
    if (signal.aborted) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const evidence = [`Whether it was finished all the same could not be found out: ${message}`];
    return { state: 'failed', cause: { kind: loss.kind, message: evidence[0] ?? '', evidence } };
  } finally {
    await log.close();
  }
}

/** Null: it was not finished. Throws when that cannot be found out. */
async function findFinished(
  ctx: WorkerContext,
  job: LostJob,
  { log, signal }: { readonly log: JobLogWriter; readonly signal: AbortSignal },
): Promise<JobOutcome | null> {
  const { kind, runnable } = readFrozenJob(ctx.core.kinds, job);
  for (let look = 1; ; look += 1) {
    try {
      if (job.repositoryId !== null) {
        const broken = await breakOwnLock(ctx, { jobId: job.id, repositoryId: job.repositoryId });
        if (broken) log.write('info', 'Took away the lock that its processes left on the repository.');
      }
      return (await kind.executor.recover?.(runnable)) ?? null;
    } catch (error) {
      log.write('warning', `Looking for what it finished: ${error instanceof Error ? error.message : error}`);
      if (look === LOOKS_MAX) throw error;
      await delay(RETRY_MS, undefined, { signal });
    }
  }
}
