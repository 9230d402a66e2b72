import { randomUUID } from 'node:crypto';
import { assessFinishedJob } from '@borgcube/core/alert/assess-finished-job';
import { ASSESSED_NOUNS, assessRecord } from '@borgcube/core/alert/assess-record';
import { sweepAlerts } from '@borgcube/core/alert/sweep-alerts';
import { walkAlerts } from '@borgcube/core/alert/walk-alerts';
import type { CoreContext } from '@borgcube/core/core-context';
import { sendHeartbeats } from '@borgcube/core/notification/send-heartbeats';
import { type Sender, sendOutbox } from '@borgcube/core/notification/send-outbox';
import { SILENT_MS } from '@borgcube/domain/alert/scheduler-health';
import { isFinal } from '@borgcube/domain/job/job-state';
import { Round } from './round.ts';

export interface WatchOptions {
  /** Its actor is the system. */
  readonly core: CoreContext;
  /** For links in messages; null: nobody knows it here. */
  readonly publicUrl: () => string | null;
  readonly report: (message: string, error?: unknown) => void;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
  readonly times?: Partial<WatchTimes>;
}

/** Milliseconds; tests shorten them. */
export interface WatchTimes {
  readonly sweepEvery: number;
  readonly walkEvery: number;
  readonly sendEvery: number;
  readonly beatEvery: number;
  /** From the start until a scheduler may be told to have stopped. */
  readonly patience: number;
}

export const WATCH_TIMES: WatchTimes = {
  sweepEvery: 60_000,
  walkEvery: 3_600_000,
  sendEvery: 5000,
  beatEvery: 5000,
  patience: SILENT_MS,
};

export interface RunningWatch {
  /** Ends what it sends; what was not taken goes out at the next start. */
  stop(): Promise<void>;
}

/**
 * Watches over everything, the scheduler included: opens and ends incidents, sends what is to be told, and heartbeats.
 * Every process runs one, with a worker or without; rows, leases and unique keys keep them out of each other's way.
 */
export function startWatch(options: WatchOptions): RunningWatch {
  return new Watch(options);
}

class Watch implements RunningWatch {
  readonly #core: CoreContext;
  readonly #report: WatchOptions['report'];
  readonly #now: () => number;
  readonly #times: WatchTimes;
  readonly #sender: Sender;
  readonly #ended = new AbortController();
  readonly #startedAt: number;
  readonly #rounds: { readonly sweep: Round; readonly send: Round; readonly beat: Round };
  readonly #listening: Promise<void>;
  #lastSweep: Date | null = null;
  #walkedAt = Number.NEGATIVE_INFINITY;

  constructor({ core, publicUrl, report, now = () => performance.now(), times }: WatchOptions) {
    this.#core = core;
    this.#report = report;
    this.#now = now;
    this.#times = { ...WATCH_TIMES, ...times };
    this.#startedAt = now();
    this.#sender = { id: randomUUID(), publicUrl, signal: this.#ended.signal };
    this.#rounds = {
      sweep: new Round({ name: 'looking for incidents', task: () => this.#sweep(), report }),
      send: new Round({ name: 'sending messages', task: () => this.#send(), report }),
      beat: new Round({ name: 'sending heartbeats', task: () => this.#beat(), report }),
    };
    this.#listening = this.#listen();
  }

  async stop(): Promise<void> {
    this.#ended.abort();
    await Promise.all([...Object.values(this.#rounds).map((round) => round.stop()), this.#listening]);
  }

  async #sweep(): Promise<number> {
    if (this.#now() - this.#walkedAt >= this.#times.walkEvery) {
      await walkAlerts(this.#core, this.#ended.signal);
      this.#walkedAt = this.#now();
    }
    const at = this.#core.clock();
    const nextStale = await sweepAlerts(this.#core, {
      lastSweep: this.#lastSweep,
      mayTellOfScheduler: this.#now() - this.#startedAt >= this.#times.patience,
    });
    this.#lastSweep = at;
    const untilStale = nextStale === null ? Number.POSITIVE_INFINITY : nextStale.getTime() - at.getTime();
    return Math.max(0, Math.min(this.#times.sweepEvery, untilStale));
  }

  async #send(): Promise<number> {
    while (!this.#ended.signal.aborted && (await sendOutbox(this.#core, this.#sender)) > 0);
    return this.#times.sendEvery;
  }

  async #beat(): Promise<number> {
    await sendHeartbeats(this.#core, this.#sender);
    return this.#times.beatEvery;
  }

  /** What changed in this process is looked at at once; the watch of another process looks at what changed there. */
  async #listen(): Promise<void> {
    const events = this.#core.bus.subscribe({ signal: this.#ended.signal });
    for await (const event of events) {
      try {
        if (event.type === 'gap') this.#walkAgain();
        if (event.type === 'job' && isFinal(event.state)) await assessFinishedJob(this.#core, event.jobId);
        if (event.type === 'record') await this.#hear(event.noun, event.recordId);
      } catch (error) {
        this.#report('looking for incidents failed', error);
      }
    }
  }

  async #hear(noun: string, recordId: string): Promise<void> {
    if (noun === 'alert') this.#rounds.send.wake();
    if (noun === 'notificationChannel') this.#rounds.beat.wake();
    if (ASSESSED_NOUNS.has(noun)) await assessRecord(this.#core, noun, recordId);
    // Another one may be the next to go stale.
    if (noun === 'client' || noun === 'backupConfig') this.#rounds.sweep.wake();
  }

  #walkAgain(): void {
    this.#walkedAt = Number.NEGATIVE_INFINITY;
    this.#rounds.sweep.wake();
  }
}
