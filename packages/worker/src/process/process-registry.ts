import { endProcessGroup, signalGroup } from '@borgcube/borg/process/end-process-group';
import { endProcess, recordProcess } from '@borgcube/core/job/record-process';
import type { WorkerHold } from '@borgcube/core/job/worker-hold';
import type { RecordedProcess } from '@borgcube/plugin-kit/define-job-kind';
import type { WorkerContext } from '../worker-context.ts';

const NO_GRACE = { interruptMs: 0, terminateMs: 2000 };

/** The process groups of one running job: each stored before it is let go. */
export class ProcessRegistry {
  readonly #ctx: WorkerContext;
  readonly #hold: WorkerHold;
  readonly #open = new Map<string, RecordedProcess>();
  readonly #timers: ReturnType<typeof setTimeout>[] = [];
  #isThrough = false;

  constructor(ctx: WorkerContext, hold: WorkerHold) {
    this.#ctx = ctx;
    this.#hold = hold;
  }

  /** Durable when it settles; the answer is to be called when the process has ended. */
  async record(role: string, process: RecordedProcess): Promise<() => Promise<void>> {
    const id = await recordProcess(this.#ctx.core, this.#hold, { ...process, role });
    this.#open.set(id, process);
    return async () => {
      this.#open.delete(id);
      await endProcess(this.#ctx.core, id).catch((error) =>
        // The row stays open: whoever looks at it later finds the process gone.
        this.#ctx.report(`job ${this.#hold.jobId}: the end of a process is not stored`, error),
      );
    };
  }

  /** Whoever runs them has sent SIGINT already; this says when patience ends. */
  endWithin(ms: number): void {
    if (this.#isThrough) return;
    const terminate = setTimeout(() => this.#signal('SIGTERM'), ms * 0.8);
    const kill = setTimeout(() => this.#signal('SIGKILL'), ms);
    this.#timers.push(terminate, kill);
  }

  /** After the executor is through nothing should be left; proven before the repository is released. */
  async proveEnd(): Promise<boolean> {
    this.#isThrough = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const [id, process] of this.#open) {
      if (!(await endProcessGroup(process, NO_GRACE))) return false;
      this.#open.delete(id);
      await endProcess(this.#ctx.core, id).catch(() => {}); // as above
    }
    return true;
  }

  #signal(signal: NodeJS.Signals): void {
    for (const process of this.#open.values()) signalGroup(process, signal);
  }
}
