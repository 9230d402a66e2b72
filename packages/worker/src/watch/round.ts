type Report = (message: string, error?: unknown) => void;

interface RoundOptions {
  /** What failed, in words: `looking for incidents`. */
  readonly name: string;
  /** Answers how long to wait until it is done again. Milliseconds. */
  readonly task: () => Promise<number>;
  readonly report: Report;
}

const PAUSE_AFTER_FAILURE_MS = 5000;

/** Does one task again and again, never twice at once; a failure is reported and ends nothing. */
export class Round {
  readonly #options: RoundOptions;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<void> | null = null;
  #wokenAgain = false;
  #isEnded = false;

  constructor(options: RoundOptions) {
    this.#options = options;
    this.wake();
  }

  /** Does it now. Calls that come while it is being done count once. */
  wake(): void {
    if (this.#isEnded) return;
    if (this.#running) {
      this.#wokenAgain = true;
      return;
    }
    if (this.#timer) clearTimeout(this.#timer);
    this.#running = this.#turn().then((pause) => {
      this.#running = null;
      if (this.#isEnded) return;
      this.#timer = setTimeout(() => this.wake(), this.#wokenAgain ? 0 : pause);
      this.#wokenAgain = false;
    });
  }

  async stop(): Promise<void> {
    this.#isEnded = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  async #turn(): Promise<number> {
    const { name, task, report } = this.#options;
    try {
      return await task();
    } catch (error) {
      if (!this.#isEnded) report(`${name} failed`, error);
      return PAUSE_AFTER_FAILURE_MS;
    }
  }
}
