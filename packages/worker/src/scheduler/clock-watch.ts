/** A clock that moves by this much on its own was set; a process that looks away for so long was asleep. */
const JUMP_MS = 10_000;
const ASLEEP_MS = 60_000;

/**
 * Knows since when the wall clock has been watched without a break. Instants before that were missed; an instant after
 * it that is handled late is only late.
 */
export class ClockWatch {
  #wall: number;
  #monotonic: number;
  #since: number;

  constructor(wall: number, monotonic: number) {
    this.#wall = wall;
    this.#monotonic = monotonic;
    this.#since = wall;
  }

  get since(): number {
    return this.#since;
  }

  look(wall: number, monotonic: number): void {
    const passed = monotonic - this.#monotonic;
    const jump = wall - this.#wall - passed;
    if (jump > JUMP_MS || passed > ASLEEP_MS) this.#since = wall;
    // Set back: what comes from here on is watched, though the clock has shown it before.
    else if (wall < this.#since) this.#since = wall;
    this.#wall = wall;
    this.#monotonic = monotonic;
  }
}
