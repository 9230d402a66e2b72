/** Of about 64 KiB each, as pipes are read. */
const CHUNKS = 64;

/** Hands on so many chunks before the first of them is stored: Borg goes on printing while a batch is committed. */
export class WriteAhead {
  readonly #store: (chunk: Uint8Array) => Promise<number>;
  readonly #open: Promise<number>[] = [];
  #stored = 0;

  constructor(store: (chunk: Uint8Array) => Promise<number>) {
    this.#store = store;
  }

  /** Answers how many paths were stored so far; rejects where an earlier chunk could not be. */
  async write(chunk: Uint8Array): Promise<number> {
    const storing = this.#store(chunk);
    storing.catch(() => {}); // the one that awaits it sees the error
    this.#open.push(storing);
    if (this.#open.length > CHUNKS) this.#stored = (await this.#open.shift()) ?? this.#stored;
    return this.#stored;
  }

  /** What the last request answers, once everything before it is stored. */
  async end<Answer>(last: Promise<Answer>): Promise<Answer> {
    last.catch(() => {}); // what failed before is told instead
    await Promise.all(this.#open.splice(0));
    return last;
  }
}
