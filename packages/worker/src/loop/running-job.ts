import type { ClaimedJob } from '@borgcube/core/job/claim-job';
import type { HeldJobNews } from '@borgcube/core/job/lease';
import { updateState } from '@borgcube/core/job/update-state';
import { JobNotHeldError } from '@borgcube/core/job/worker-hold';
import { storeOfKind } from '@borgcube/core/plugin/plugin-store';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { JobContext, StopReason } from '@borgcube/plugin-kit/define-job-kind';
import { JobLogWriter } from '../log/job-log-writer.ts';
import { ProcessRegistry } from '../process/process-registry.ts';
import { ProgressKeeper } from '../progress/progress-keeper.ts';
import type { WorkerContext } from '../worker-context.ts';

/** A worker that cannot renew its leases must be rid of its processes before another one takes over. */
const LEASE_LOST_MS = 25_000;

/** One job in the hands of this worker, from the claim to the settlement. */
export class RunningJob {
  readonly claimed: ClaimedJob;
  readonly log: JobLogWriter;
  readonly progress: ProgressKeeper;
  readonly processes: ProcessRegistry;
  readonly #ctx: WorkerContext;
  readonly #stop = new AbortController();
  #fence: number;
  #state: string;

  constructor(ctx: WorkerContext, claimed: ClaimedJob) {
    this.#ctx = ctx;
    this.claimed = claimed;
    this.log = new JobLogWriter(ctx, claimed.id);
    this.#fence = claimed.fence;
    this.#state = claimed.row.state;
    this.processes = new ProcessRegistry(ctx, { jobId: claimed.id, worker: ctx.worker });
    this.progress = new ProgressKeeper(ctx, () => ({
      id: claimed.id,
      fence: this.#fence,
      state: this.#state,
    }));
  }

  get id(): number {
    return this.claimed.id;
  }

  /** Why it was told to stop; null: it was not. */
  get stopReason(): StopReason | null {
    // `stop` alone aborts, and always names one.
    return this.#stop.signal.aborted ? (this.#stop.signal.reason as StopReason) : null;
  }

  stop(reason: StopReason): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort(reason);
    if (reason === 'shutdown') this.processes.endWithin(this.#ctx.times.shutdown);
    if (reason === 'lease-lost') this.processes.endWithin(LEASE_LOST_MS);
  }

  /** What the database says of the job now; null: another worker has it. */
  hear(news: HeldJobNews | null): void {
    if (!news || isFinal(news.state)) {
      this.stop('taken-over');
      return;
    }
    this.#fence = news.fence;
    if (news.cancelRequestedAt) this.stop('cancelled');
  }

  /** The executor's side of it. */
  context(look: () => Promise<HeldJobNews | null>): JobContext {
    const fence = () => this.#fence;
    return {
      enter: (state) => this.#enter(state, look),
      log: (level, message) => this.log.write(level, message),
      progress: (change) => this.progress.update(change),
      recordProcess: (role, process) => this.processes.record(role, process),
      signal: this.#stop.signal,
      store: storeOfKind(this.#ctx.core.kinds, this.claimed.kind.name, this.#ctx.core.db),
      get fence() {
        return fence();
      },
    };
  }

  async #enter(state: string, look: () => Promise<HeldJobNews | null>): Promise<void> {
    for (;;) {
      const fence = this.#fence;
      try {
        await updateState(this.#ctx.core, this.id, { previous: this.#state, to: state, fence });
        this.#state = state;
        return;
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'state-conflict') throw error;
        // Only a request to stop raises the fence of a job that is still this worker's; it goes on under the new one.
        this.hear(await look());
        if (this.stopReason === 'taken-over') throw new JobNotHeldError(this.id);
        if (this.#fence === fence) throw error;
      }
    }
  }
}
