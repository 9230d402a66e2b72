import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

/** How long statements may follow one another before timers, sockets and leases have their turn. */
const BREATH_MS = 10;

/**
 * better-sqlite3 answers at once, so a chain of statements never leaves the queue of microtasks by itself: thousands of
 * them in a row would keep the whole process from everything else, the renewal of its leases included.
 */
export class Breather {
  #turnedAt = performance.now();

  async breathe(): Promise<void> {
    if (performance.now() - this.#turnedAt < BREATH_MS) return;
    await turnOfTheLoop();
    this.#turnedAt = performance.now();
  }
}
