import { findExpiredJobs, findOwnLostJobs } from '@borgcube/core/job/take-lost-jobs';
import type { WorkerContext } from '../worker-context.ts';
import { type Loss, type LostJob, recoverJob } from './recover-job.ts';

/** Finds jobs that lost their worker: those of this worker's earlier starts at once, others when their lease ran out. */
export class Reaper {
  readonly #ctx: WorkerContext;
  readonly #onFreed: () => void;
  readonly #ended = new AbortController();
  readonly #recoveries = new Map<number, Promise<void>>();
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(ctx: WorkerContext, onFreed: () => void) {
    this.#ctx = ctx;
    this.#onFreed = onFreed;
  }

  /** Settles when every job of earlier starts is in these hands; their recovery goes on. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.#reap(), this.#ctx.times.reapEvery);
    const own = await findOwnLostJobs(this.#ctx.core, this.#ctx.worker);
    for (const job of own) this.#recover(job, { kind: 'worker-restart', hasLeaseRunOut: false });
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#ended.abort();
    await Promise.all(this.#recoveries.values());
  }

  async #reap(): Promise<void> {
    try {
      for (const job of await findExpiredJobs(this.#ctx.core)) {
        if (this.#ctx.held.has(job.id)) continue;
        const kind = job.workerId === this.#ctx.worker.workerId ? 'worker-restart' : 'worker-lost';
        this.#recover(job, { kind, hasLeaseRunOut: true });
      }
    } catch (error) {
      this.#ctx.report('looking for jobs of lost workers failed', error);
    }
  }

  #recover(job: LostJob, loss: Loss): void {
    if (this.#recoveries.has(job.id) || this.#ended.signal.aborted) return;
    const recovery = recoverJob(this.#ctx, job, { loss, signal: this.#ended.signal })
      // It keeps its claim, and its lease runs out: it is found again.
      .catch((error) => {
        if (!this.#ended.signal.aborted) this.#ctx.report(`job ${job.id} could not be recovered yet`, error);
      })
      .finally(() => {
        this.#recoveries.delete(job.id);
        this.#onFreed();
      });
    this.#recoveries.set(job.id, recovery);
  }
}
