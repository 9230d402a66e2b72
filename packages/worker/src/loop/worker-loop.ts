import { claimNextJob } from '@borgcube/core/job/claim-job';
import type { WorkerContext } from '../worker-context.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { runJob } from './run-job.ts';
import { RunningJob } from './running-job.ts';

interface LoopOptions {
  readonly concurrency: number;
  /** When there is nothing to run and nothing runs. */
  readonly onIdle: () => Promise<void>;
}

/** Claims jobs as long as there is room, and runs each to its settlement. */
export class WorkerLoop {
  readonly #ctx: WorkerContext;
  readonly #options: LoopOptions;
  readonly #jobs = new Map<number, RunningJob>();
  readonly #runs = new Set<Promise<void>>();
  readonly #keeper: LeaseKeeper;
  readonly #ended = new AbortController();
  readonly #abandoned = new AbortController();
  readonly #poll: ReturnType<typeof setInterval>;
  #pumping: Promise<void> | null = null;
  #wokenAgain = false;

  constructor(ctx: WorkerContext, options: LoopOptions) {
    this.#ctx = ctx;
    this.#options = options;
    this.#keeper = new LeaseKeeper(ctx, this.#jobs);
    this.#poll = setInterval(() => this.wake(), ctx.times.poll);
    void this.#listen();
  }

  /** Looks for work now. Calls that come while it looks count once. */
  wake(): void {
    if (this.#ended.signal.aborted) return;
    if (this.#pumping) {
      this.#wokenAgain = true;
      return;
    }
    this.#pumping = this.#pump()
      .catch((error) => this.#ctx.report('looking for jobs failed', error))
      .finally(() => {
        this.#pumping = null;
        if (!this.#wokenAgain) return;
        this.#wokenAgain = false;
        this.wake();
      });
  }

  /** Claims nothing more, stops what runs, and waits for its settlement; jobs that cannot be settled keep their claims. */
  async stop(): Promise<void> {
    this.#ended.abort();
    clearInterval(this.#poll);
    await this.#pumping;
    for (const job of this.#jobs.values()) job.stop('shutdown');
    // Past the last signal to their processes, what is not settled by now waits for the next start.
    const patience = setTimeout(() => this.#abandoned.abort(), this.#ctx.times.shutdown + 10_000);
    await Promise.all(this.#runs);
    clearTimeout(patience);
    this.#keeper.stop();
  }

  async #pump(): Promise<void> {
    while (!this.#ended.signal.aborted && this.#jobs.size < this.#options.concurrency) {
      const askedAt = this.#ctx.now();
      const claimed = await claimNextJob(this.#ctx.core, this.#ctx.worker);
      if (!claimed) break;
      this.#keeper.tookJob(askedAt);
      this.#start(new RunningJob(this.#ctx, claimed));
    }
    if (this.#jobs.size === 0 && !this.#ended.signal.aborted) await this.#options.onIdle();
  }

  #start(job: RunningJob): void {
    this.#jobs.set(job.id, job);
    this.#ctx.held.add(job.id);
    const look = () => this.#keeper.look(job.id);
    const run = runJob(this.#ctx, job, { look, abandoned: this.#abandoned.signal }).finally(() => {
      this.#jobs.delete(job.id);
      this.#ctx.held.delete(job.id);
      this.#runs.delete(run);
      // Its repository is free now.
      this.wake();
    });
    this.#runs.add(run);
    if (this.#ended.signal.aborted) job.stop('shutdown');
  }

  /** Jobs made in this process; those of other nodes are found by polling. */
  async #listen(): Promise<void> {
    const events = this.#ctx.core.bus.subscribe({
      filter: (event) => event.type === 'job' && event.state === 'job_created',
      signal: this.#ended.signal,
    });
    for await (const _ of events) this.wake();
  }
}
