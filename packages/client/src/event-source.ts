export interface FetchEventSourceInit {
  readonly headers?: Readonly<Record<string, string>>;
}

type Listener = (event: MessageEvent) => void;

const RECONNECT_MS = 1_000;
const REFUSED = new Set([400, 401, 403, 404]);

/**
 * An EventSource on `fetch`: Node 20 has none, and the browsers' own cannot send a token. It reconnects with the id of
 * the last event, as theirs do, and gives up when it is refused.
 */
export class FetchEventSource {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSED = 2;
  readonly withCredentials = false;
  readonly url: string;
  readyState: number = FetchEventSource.CONNECTING;
  readonly #events = new EventTarget();
  readonly #leaving = new AbortController();
  readonly #headers: Readonly<Record<string, string>>;
  #lastEventId = '';

  constructor(url: string | URL, { headers = {} }: FetchEventSourceInit = {}) {
    this.url = String(url);
    this.#headers = headers;
    void this.#run();
  }

  addEventListener(type: string, listener: Listener): void {
    // Only events of that class are dispatched below.
    this.#events.addEventListener(type, listener as (event: Event) => void);
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#events.removeEventListener(type, listener as (event: Event) => void);
  }

  close(): void {
    this.readyState = FetchEventSource.CLOSED;
    this.#leaving.abort();
  }

  async #run(): Promise<void> {
    while (this.readyState !== FetchEventSource.CLOSED) {
      await this.#connect().catch(() => {});
      if (this.readyState !== FetchEventSource.CLOSED) this.readyState = FetchEventSource.CONNECTING;
      this.#tell('error', '');
      if (this.readyState === FetchEventSource.CONNECTING) {
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      }
    }
  }

  async #connect(): Promise<void> {
    const answer = await fetch(this.url, {
      headers: {
        ...this.#headers,
        accept: 'text/event-stream',
        ...(this.#lastEventId !== '' && { 'last-event-id': this.#lastEventId }),
      },
      signal: this.#leaving.signal,
    });
    if (REFUSED.has(answer.status)) this.close();
    if (!answer.ok || !answer.body) return;
    this.readyState = FetchEventSource.OPEN;
    this.#tell('open', '');
    for await (const { type, data, id } of readEvents(answer.body)) {
      if (id !== null) this.#lastEventId = id;
      this.#tell(type, data);
    }
  }

  #tell(type: string, data: string): void {
    this.#events.dispatchEvent(new MessageEvent(type, { data, lastEventId: this.#lastEventId }));
  }
}

interface ServerEvent {
  readonly type: string;
  readonly data: string;
  readonly id: string | null;
}

/** The events of a `text/event-stream` body, as the HTML standard reads them. */
async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const blocks = (rest + chunk.value).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) yield readEvent(block);
  }
}

function readEvent(block: string): ServerEvent {
  const fields = block.split(/\r?\n/).map((line) => /^([^:]*):? ?(.*)$/s.exec(line) ?? []);
  const valuesOf = (name: string) =>
    fields.filter(([, key]) => key === name).map(([, , value = '']) => value);
  return {
    type: valuesOf('event').at(-1) ?? 'message',
    data: valuesOf('data').join('\n'),
    id: valuesOf('id').at(-1) ?? null,
  };
}
