import type { JobProgress } from '@borgcube/domain/job/job';

export type EventBody =
  | {
      readonly type: 'job';
      readonly jobId: number;
      readonly state: string;
      readonly progress: JobProgress | null;
    }
  | { readonly type: 'jobLog'; readonly jobId: number; readonly seq: number }
  | { readonly type: 'record'; readonly noun: string; readonly recordId: string }
  /** What somebody may do has changed or ended: `user:<id>`, `token:<id>` or `session:<id>`. */
  | { readonly type: 'access'; readonly subject: string };

/** `id` increases by one with each event of this process. */
export type BusEvent = EventBody & { readonly id: number };

/** Some events are lost to this subscriber: it fetches anew. `id` is the newest event at that time. */
export interface EventGap {
  readonly type: 'gap';
  readonly id: number;
}

export interface Subscription {
  readonly filter?: (event: BusEvent) => boolean;
  /** The last event that the subscriber has seen; later ones are sent first. */
  readonly after?: number;
  readonly signal?: AbortSignal;
}

const REPLAYED_MAX = 2000;
const WAITING_MAX = 1000;

/** Tells subscribers of one process what was committed. Publish after the commit, never inside. */
export class EventBus {
  readonly #recent: BusEvent[] = [];
  readonly #subscribers = new Set<(event: BusEvent) => void>();
  #lastId: number;

  /** `firstId` is above every id of an earlier process; milliseconds since 1970 do. */
  constructor(firstId: number) {
    this.#lastId = firstId;
  }

  get lastId(): number {
    return this.#lastId;
  }

  publish(body: EventBody): void {
    this.#lastId += 1;
    const event: BusEvent = { ...body, id: this.#lastId };
    this.#recent.push(event);
    if (this.#recent.length > REPLAYED_MAX) this.#recent.shift();
    for (const deliver of this.#subscribers) deliver(event);
  }

  /** Listens from the moment of the call, not of the first `next`; ends with the signal. */
  subscribe(subscription: Subscription = {}): AsyncIterableIterator<BusEvent | EventGap> {
    const { filter = () => true, signal } = subscription;
    let waiting: Array<BusEvent | EventGap> = this.#missedSince(subscription.after, filter);
    let wake = () => {};
    const deliver = (event: BusEvent) => {
      if (!filter(event)) return;
      // A subscriber that does not keep up costs bounded memory: it is told of the gap instead.
      waiting = waiting.length < WAITING_MAX ? [...waiting, event] : [{ type: 'gap', id: event.id }];
      wake();
    };
    this.#subscribers.add(deliver);
    const end = () => {
      this.#subscribers.delete(deliver);
      wake();
    };
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
    const subscribers = this.#subscribers;

    async function* events(): AsyncGenerator<BusEvent | EventGap> {
      try {
        while (subscribers.has(deliver)) {
          const event = waiting.shift();
          if (event) yield event;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        end();
        signal?.removeEventListener('abort', end);
      }
    }
    return events();
  }

  #missedSince(after: number | undefined, filter: (event: BusEvent) => boolean): Array<BusEvent | EventGap> {
    if (after === undefined || after === this.#lastId) return [];
    const oldest = this.#recent[0]?.id ?? this.#lastId + 1;
    if (after > this.#lastId || after < oldest - 1) return [{ type: 'gap', id: this.#lastId }];
    return this.#recent.filter((event) => event.id > after && filter(event));
  }
}
