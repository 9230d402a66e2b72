import type { CoreContext } from '@borgcube/core/core-context';
import type { WorkerStart } from '@borgcube/core/job/worker-hold';
import { claimOccurrences } from '@borgcube/core/schedule/claim-occurrences';
import { expandOccurrence, expandTogether } from '@borgcube/core/schedule/expand-occurrence';
import { materialiseDue } from '@borgcube/core/schedule/materialise-due';
import { nextDue } from '@borgcube/core/schedule/next-due';
import { noteScheduling } from '@borgcube/core/schedule/note-scheduling';
import { pruneOccurrences } from '@borgcube/core/schedule/prune-occurrences';
import { othersWatchSince } from '@borgcube/core/schedule/watching-workers';
import { ClockWatch } from './clock-watch.ts';

export interface SchedulerOptions {
  /** Its actor is the system. */
  readonly core: CoreContext;
  readonly worker: WorkerStart;
  readonly report: (message: string, error?: unknown) => void;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
  /** The clock is read at least so often, so that setting it is noticed. Milliseconds. */
  readonly lookEvery?: number;
}

export interface RunningScheduler {
  /** Looks at the schedules now. */
  wake(): void;
  /** Finishes what it has begun, and begins nothing more. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 1000;
const TAKE_OVER_EVERY_MS = 5000;
const PRUNE_EVERY_MS = 3_600_000;
const NOTE_EVERY_MS = 20_000;
const CLAIMED_AT_ONCE = 100;

/** Turns instants that have come into jobs. Any number of them may run on one database. */
export function startScheduler(options: SchedulerOptions): RunningScheduler {
  const scheduler = new Scheduler(options);
  scheduler.wake();
  return scheduler;
}

class Scheduler implements RunningScheduler {
  readonly #options: SchedulerOptions;
  readonly #now: () => number;
  readonly #watch: ClockWatch;
  readonly #ended = new AbortController();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #turning: Promise<void> | null = null;
  #wokenAgain = false;
  /** Whether an earlier start of this worker may have left something. */
  #leftBehind = true;
  #claimedAt = Number.NEGATIVE_INFINITY;
  #prunedAt = Number.NEGATIVE_INFINITY;
  #notedAt = Number.NEGATIVE_INFINITY;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#watch = new ClockWatch(options.core.clock().getTime(), this.#now());
    void this.#listen();
  }

  wake(): void {
    if (this.#ended.signal.aborted) return;
    if (this.#turning) {
      this.#wokenAgain = true;
      return;
    }
    if (this.#timer) clearTimeout(this.#timer);
    this.#turning = this.#turn()
      .catch((error) => {
        this.#options.report('looking at the schedules failed', error);
        return this.#lookEvery;
      })
      .then((pause) => {
        this.#turning = null;
        if (this.#ended.signal.aborted) return;
        this.#timer = setTimeout(() => this.wake(), this.#wokenAgain ? 0 : pause);
        this.#wokenAgain = false;
      });
  }

  async stop(): Promise<void> {
    this.#ended.abort();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#turning;
  }

  get #lookEvery(): number {
    return this.#options.lookEvery ?? LOOK_EVERY_MS;
  }

  /** Answers how long to wait: to the next instant, and never so long that a set clock goes unnoticed. */
  async #turn(): Promise<number> {
    const { core } = this.#options;
    while (!this.#ended.signal.aborted) {
      const now = core.clock().getTime();
      this.#watch.look(now, this.#now());
      const next = await nextDue(core);
      await this.#note();
      const isDue = next !== null && next <= now;
      if (isDue) await materialiseDue(core, (oldest) => this.#watchedSince(oldest));
      const hasRun = (isDue || this.#isTimeToTakeOver()) && (await this.#runSome());
      if (isDue || hasRun) continue;
      await this.#prune();
      return next === null ? this.#lookEvery : Math.min(this.#lookEvery, next - now);
    }
    return this.#lookEvery;
  }

  /** Own occurrences are begun as soon as they are due; what others left behind is looked for now and then. */
  #isTimeToTakeOver(): boolean {
    return this.#now() - this.#claimedAt >= TAKE_OVER_EVERY_MS;
  }

  /** Whoever watches the scheduler reads when it last looked. */
  async #note(): Promise<void> {
    if (this.#now() - this.#notedAt < NOTE_EVERY_MS) return;
    this.#notedAt = this.#now();
    await noteScheduling(this.#options.core, this.#options.worker);
  }

  async #prune(): Promise<void> {
    if (this.#now() - this.#prunedAt < PRUNE_EVERY_MS) return;
    this.#prunedAt = this.#now();
    await pruneOccurrences(this.#options.core);
  }

  /** Another worker may have watched while this one was not there yet. */
  async #watchedSince(oldest: Date): Promise<number> {
    const own = this.#watch.since;
    if (oldest.getTime() >= own) return own;
    const others = await othersWatchSince(this.#options.core.db, this.#options.worker.workerId);
    return Math.min(own, others ?? own);
  }

  async #runSome(): Promise<boolean> {
    const { core, worker, report } = this.#options;
    const fromEarlierStart = this.#leftBehind;
    const lookedAt = this.#now();
    const claimed = await claimOccurrences(core, { worker, take: CLAIMED_AT_ONCE, fromEarlierStart });
    for (const occurrence of await expandTogether(core, claimed)) {
      // What is claimed and not begun goes to whoever takes it over.
      if (this.#ended.signal.aborted) return false;
      await expandOccurrence(core, occurrence).catch((error) =>
        report(`making the jobs of occurrence ${occurrence.row.id} failed`, error),
      );
    }
    const areMore = claimed.length === CLAIMED_AT_ONCE;
    if (!areMore) this.#leftBehind = false;
    this.#claimedAt = areMore ? Number.NEGATIVE_INFINITY : lookedAt;
    return claimed.length > 0;
  }

  /** Schedules that were saved in this process; those of other nodes are found by looking. */
  async #listen(): Promise<void> {
    const events = this.#options.core.bus.subscribe({
      filter: (event) => event.type === 'record' && event.noun === 'schedule',
      signal: this.#ended.signal,
    });
    for await (const _ of events) this.wake();
  }
}
