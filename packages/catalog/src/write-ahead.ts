/** Borg prints some kilobytes at a time: each piece costs the thread a message, and its sender an answer. */
export const PIECE_BYTES = 256 * 1024;
/** Four megabytes. */
export const PIECES_OPEN = 16;

/** Hands on so many pieces before the first of them is stored: Borg goes on printing while a batch is committed. */
export class WriteAhead {
  readonly #store: (piece: Uint8Array<ArrayBuffer>) => Promise<number>;
  readonly #open: Promise<number>[] = [];
  #piece = new Uint8Array(PIECE_BYTES);
  #end = 0;
  #stored = 0;

  /** What is stored is in memory of its own, to be moved to another thread. */
  constructor(store: (piece: Uint8Array<ArrayBuffer>) => Promise<number>) {
    this.#store = store;
  }

  /** Answers how many paths were stored so far; rejects where an earlier piece could not be. */
  async write(chunk: Uint8Array): Promise<number> {
    for (let at = 0; at < chunk.length; ) {
      // Copied at once: chunks that are kept cost the event loop a collection of garbage for every few hundred.
      const part = chunk.subarray(at, at + PIECE_BYTES - this.#end);
      this.#piece.set(part, this.#end);
      this.#end += part.length;
      at += part.length;
      if (this.#end === PIECE_BYTES) this.#handOn();
    }
    while (this.#open.length > PIECES_OPEN) this.#stored = (await this.#open.shift()) ?? this.#stored;
    return this.#stored;
  }

  /** What the last request answers, once everything before it is stored. */
  async end<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (this.#end > 0) this.#handOn();
    const last = ask();
    last.catch(() => {}); // what failed before is told instead
    await Promise.all(this.#open.splice(0));
    return last;
  }

  #handOn(): void {
    const storing = this.#store(this.#piece.subarray(0, this.#end));
    storing.catch(() => {}); // the one that awaits it sees the error
    this.#open.push(storing);
    this.#piece = new Uint8Array(PIECE_BYTES);
    this.#end = 0;
  }
}
