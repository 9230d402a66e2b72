import { storeProgress, tellProgress } from '@borgcube/core/job/tell-progress';
import type { JobProgress } from '@borgcube/domain/job/job';
import type { WorkerContext } from '../worker-context.ts';

const TELL_EVERY_MS = 1000;
const STORE_EVERY_MS = 10_000;

export const NO_PROGRESS: Omit<JobProgress, 'updatedAt'> = {
  originalSize: null,
  compressedSize: null,
  deduplicatedSize: null,
  nfiles: null,
  path: null,
  rate: null,
  expectedSize: null,
  expectedFiles: null,
  percent: null,
  etaMs: null,
  message: null,
};

/** Keeps a job's progress in memory; viewers are told at most once a second, the row every ten seconds. */
export class ProgressKeeper {
  readonly #ctx: WorkerContext;
  readonly #job: () => { readonly id: number; readonly fence: number; readonly state: string };
  #progress: JobProgress | null = null;
  #toldAt = Number.NEGATIVE_INFINITY;
  #storedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(ctx: WorkerContext, job: () => { id: number; fence: number; state: string }) {
    this.#ctx = ctx;
    this.#job = job;
  }

  /** The last that is known; null while nothing is. */
  get last(): JobProgress | null {
    return this.#progress;
  }

  update(change: Partial<Omit<JobProgress, 'updatedAt'>>): void {
    const updatedAt = this.#ctx.core.clock().toISOString();
    this.#progress = { ...NO_PROGRESS, ...this.#progress, ...change, updatedAt };
    const wait = this.#toldAt + TELL_EVERY_MS - this.#ctx.now();
    if (wait <= 0) this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), wait);
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tell(): void {
    this.close();
    const progress = this.#progress;
    if (!progress) return;
    this.#toldAt = this.#ctx.now();
    const job = this.#job();
    tellProgress(this.#ctx.core, job, progress);
    if (this.#toldAt - this.#storedAt < STORE_EVERY_MS) return;
    this.#storedAt = this.#toldAt;
    storeProgress(this.#ctx.core, job, progress).catch((error) =>
      this.#ctx.report(`job ${job.id}: its progress is not stored`, error),
    );
  }
}
