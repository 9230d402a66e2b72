import { appendJobLog, lastLogNumber, type NewLogLine } from '@borgcube/core/job/append-job-log';
import type { JobLogLevel } from '@borgcube/domain/job/job';
import type { WorkerContext } from '../worker-context.ts';

const BATCH_MS = 1000;
/** After a quiet second whoever watches sees a line at once; what comes with it goes into the same batch. */
const FIRST_MS = 50;
const BATCH_LINES = 500;
/** Lines about single files; a first run of a big client would have millions. */
export const FILE_LINES_MAX = 20_000;
/** Of each other level: a command, or a client that means harm, can print without end. */
export const OTHER_LINES_MAX = 20_000;
/** While the database does not answer; older lines give way. */
const WAITING_MAX = 20_000;
const MESSAGE_MAX = 8000;

/** Stores a job's log lines in order, a batch a second or 500 lines, and counts what it leaves out. */
export class JobLogWriter {
  readonly #ctx: WorkerContext;
  readonly #jobId: number;
  #waiting: Omit<NewLogLine, 'seq'>[] = [];
  /** Null until the lines that are stored already were looked at: a job can be begun a second time. */
  #lastSeq: number | null = null;
  readonly #counts = new Map<JobLogLevel, number>();
  #fileLinesLeftOut = 0;
  #otherLinesLeftOut = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #batchedAt = Number.NEGATIVE_INFINITY;
  #storing: Promise<void> = Promise.resolve();

  constructor(ctx: WorkerContext, jobId: number) {
    this.#ctx = ctx;
    this.#jobId = jobId;
  }

  write(level: JobLogLevel, message: string): void {
    const count = (this.#counts.get(level) ?? 0) + 1;
    this.#counts.set(level, count);
    if (count <= (level === 'file' ? FILE_LINES_MAX : OTHER_LINES_MAX)) this.#add(level, message);
    else if (level === 'file') this.#fileLinesLeftOut += 1;
    else this.#otherLinesLeftOut += 1;
  }

  /** Stores what is left; may be called again where the database did not answer. */
  async close(): Promise<void> {
    const [files, others] = [this.#fileLinesLeftOut, this.#otherLinesLeftOut];
    this.#fileLinesLeftOut = 0;
    this.#otherLinesLeftOut = 0;
    if (files > 0) this.#add('info', `${files} more lines about files are not stored.`);
    if (others > 0) this.#add('info', `${others} more lines are not stored.`);
    await this.#flush();
  }

  #add(level: JobLogLevel, message: string): void {
    const text = message.length > MESSAGE_MAX ? `${message.slice(0, MESSAGE_MAX)} …` : message;
    // PostgreSQL's text holds no NUL.
    const line = { time: this.#ctx.core.clock(), level, message: text.replaceAll('\0', '\\0') };
    this.#waiting.push(line);
    if (this.#waiting.length >= BATCH_LINES) void this.#flush();
    else this.#timer ??= setTimeout(() => void this.#flush(), this.#delay());
  }

  #delay(): number {
    return Math.max(FIRST_MS, BATCH_MS - (this.#ctx.now() - this.#batchedAt));
  }

  #flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#batchedAt = this.#ctx.now();
    this.#storing = this.#storing.then(() => this.#store());
    return this.#storing;
  }

  async #store(): Promise<void> {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    try {
      const last = this.#lastSeq ?? (await lastLogNumber(this.#ctx.core, this.#jobId));
      const lines = batch.map((line, index) => ({ ...line, seq: last + 1 + index }));
      await appendJobLog(this.#ctx.core, this.#jobId, lines);
      this.#lastSeq = last + lines.length;
    } catch (error) {
      // It may have been stored all the same; what is stored already is looked at again.
      this.#lastSeq = null;
      this.#ctx.report(`job ${this.#jobId}: ${batch.length} log lines are not stored yet`, error);
      this.#waiting = [...batch, ...this.#waiting].slice(-WAITING_MAX);
    }
  }
}
