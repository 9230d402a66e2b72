import { type HeldJobNews, lookAtHeldJobs, renewLeases } from '@borgcube/core/job/lease';
import type { WorkerContext } from '../worker-context.ts';
import type { RunningJob } from './running-job.ts';

const WATCH_EVERY_MS = 1000;

/** Renews the leases of this worker's jobs, and tells each job what others decided about it. */
export class LeaseKeeper {
  readonly #ctx: WorkerContext;
  readonly #jobs: ReadonlyMap<number, RunningJob>;
  readonly #timers: ReturnType<typeof setInterval>[];
  /** When the last renewal that succeeded was sent. */
  #renewedAt: number;
  #isRenewing = false;
  #isLooking = false;

  constructor(ctx: WorkerContext, jobs: ReadonlyMap<number, RunningJob>) {
    this.#ctx = ctx;
    this.#jobs = jobs;
    this.#renewedAt = ctx.now();
    this.#timers = [
      setInterval(() => void this.#renew(), ctx.times.renewEvery),
      setInterval(() => this.#watch(), Math.min(WATCH_EVERY_MS, ctx.times.giveUpAfter / 4)),
    ];
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  /** To be called with the moment before a claim was asked for: a first job brings a fresh lease of its own. */
  tookJob(askedAt: number): void {
    if (this.#ctx.held.size === 0) this.#renewedAt = Math.max(this.#renewedAt, askedAt);
  }

  /** What the database says of one job of this worker now; null: it is another one's. */
  async look(jobId: number): Promise<HeldJobNews | null> {
    const news = await lookAtHeldJobs(this.#ctx.core.db, this.#ctx.worker);
    return news.find((one) => one.id === jobId) ?? null;
  }

  /** Something may have been decided about jobs of ours. */
  async lookAtAll(): Promise<void> {
    if (this.#jobs.size === 0 || this.#isLooking) return;
    this.#isLooking = true;
    // A job that is claimed while this looks is not missed in the answer: it is not asked about.
    const asked = [...this.#jobs.values()];
    try {
      const news = await lookAtHeldJobs(this.#ctx.core.db, this.#ctx.worker);
      for (const job of asked) job.hear(news.find((one) => one.id === job.id) ?? null);
    } catch {
      // The watch ends what cannot be renewed either.
    } finally {
      this.#isLooking = false;
    }
  }

  async #renew(): Promise<void> {
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    const sentAt = this.#ctx.now();
    try {
      await renewLeases(this.#ctx.core.db, this.#ctx.worker, [...this.#ctx.held]);
      this.#renewedAt = sentAt;
    } catch (error) {
      this.#ctx.report('the leases of running jobs could not be renewed', error);
    } finally {
      this.#isRenewing = false;
    }
  }

  #watch(): void {
    void this.lookAtAll();
    if (this.#ctx.now() - this.#renewedAt < this.#ctx.times.giveUpAfter) return;
    for (const job of this.#jobs.values()) job.stop('lease-lost');
  }
}
