import { GIVE_UP_AFTER_MS, RENEW_EVERY_MS } from '@borgcube/core/job/lease';
import { pruneJobs } from '@borgcube/core/job/prune-jobs';
import { registerWorker, unregisterWorker, type WorkerFacts } from '@borgcube/core/worker/worker-row';
import { WorkerLoop } from './loop/worker-loop.ts';
import { Reaper } from './recovery/reaper.ts';
import { sweepScratch } from './recovery/sweep-scratch.ts';
import { startScheduler } from './scheduler/start-scheduler.ts';
import type { WorkerContext, WorkerTimes } from './worker-context.ts';

export const WORKER_TIMES: WorkerTimes = {
  poll: 1000,
  renewEvery: RENEW_EVERY_MS,
  giveUpAfter: GIVE_UP_AFTER_MS,
  reapEvery: 10_000,
  idleEvery: 10_000,
  shutdown: 30_000,
};

export interface WorkerOptions extends Omit<WorkerContext, 'held' | 'times' | 'now'>, WorkerFacts {
  readonly times?: Partial<WorkerTimes>;
  readonly now?: () => number;
}

export interface RunningWorker {
  /** Looks for work at once. */
  wake(): void;
  /** Claims nothing more; running jobs get 30 s to end and fail with `worker-restart`. */
  stop(): Promise<void>;
}

/** Starts the job loop and the scheduler of one worker: jobs of its earlier starts are recovered while it already works. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { now = () => performance.now(), times, name, version, concurrency, ...parts } = options;
  const ctx: WorkerContext = { ...parts, now, times: { ...WORKER_TIMES, ...times }, held: new Set() };
  const view = { id: ctx.worker.workerId, name };
  await registerWorker(ctx.core, ctx.worker, { name, version, concurrency });

  let idleAt = Number.NEGATIVE_INFINITY;
  const onIdle = async () => {
    if (now() - idleAt < ctx.times.idleEvery) return;
    idleAt = now();
    await pruneJobs(ctx.core);
    await ctx.core.hooks.call('workerIdle', { worker: view });
  };
  let wake = () => {}; // a job may be recovered before the loop is there, which then looks for itself
  const reaper = new Reaper(ctx, () => wake());
  // Before anything is claimed: a claim of an earlier start must not be taken for one of this start.
  await reaper.start();
  await sweepScratch(ctx);
  const loop = new WorkerLoop(ctx, { concurrency, onIdle });
  wake = () => loop.wake();
  await ctx.core.hooks.call('workerStartup', { worker: view });
  loop.wake();
  const scheduler = startScheduler({ core: ctx.core, worker: ctx.worker, report: ctx.report, now });

  let stopping: Promise<void> | null = null;
  const stop = async () => {
    await Promise.all([scheduler.stop(), loop.stop(), reaper.stop()]);
    await unregisterWorker(ctx.core, ctx.worker);
  };
  return {
    wake: () => loop.wake(),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
