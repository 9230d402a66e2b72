/** Borg prints some kilobytes at a time: each piece costs the thread a message, and its sender an answer. */
export const PIECE_BYTES = 256 * 1024;
/** Four megabytes. */
export const PIECES_OPEN = 16;

/** Hands on so many pieces before the first of them is stored: Borg goes on printing while a batch is committed. */
export class WriteAhead {
  readonly #store: (piece: Uint8Array) => Promise<number>;
  readonly #open: Promise<number>[] = [];
  #gathered: Uint8Array[] = [];
  #bytes = 0;
  #stored = 0;

  constructor(store: (piece: Uint8Array) => Promise<number>) {
    this.#store = store;
  }

  /** Answers how many paths were stored so far; rejects where an earlier piece could not be. */
  async write(chunk: Uint8Array): Promise<number> {
    this.#gathered.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < PIECE_BYTES) return this.#stored;
    this.#handOn();
    if (this.#open.length > PIECES_OPEN) this.#stored = (await this.#open.shift()) ?? this.#stored;
    return this.#stored;
  }

  /** What the last request answers, once everything before it is stored. */
  async end<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (this.#bytes > 0) this.#handOn();
    const last = ask();
    last.catch(() => {}); // what failed before is told instead
    await Promise.all(this.#open.splice(0));
    return last;
  }

  #handOn(): void {
    const storing = this.#store(Buffer.concat(this.#gathered, this.#bytes));
    storing.catch(() => {}); // the one that awaits it sees the error
    this.#open.push(storing);
    this.#gathered = [];
    this.#bytes = 0;
  }
}
