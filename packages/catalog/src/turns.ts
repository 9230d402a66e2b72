/** One after the other: SQLite takes one writer a file, and a listing writes until it ends. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Waits until those before have ended theirs; answers how to end this one. Rejects when the signal comes first. */
  async take(name: string, signal: AbortSignal | undefined): Promise<() => void> {
    const before = this.#last.get(name);
    let end = () => {};
    const own = new Promise<void>((resolve) => {
      end = resolve;
    });
    const turn = Promise.all([before, own]).then(() => {
      if (this.#last.get(name) === turn) this.#last.delete(name);
    });
    this.#last.set(name, turn);
    try {
      await Promise.race([before, aborted(signal)]);
    } catch (error) {
      end();
      throw error;
    }
    return end;
  }
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
