interface Recent<Answer> {
  readonly answer: Promise<Answer>;
  readonly askedAt: number;
  /** What it took to find; null while it is being found. Milliseconds. */
  costMs: number | null;
  /** The newest event when it was asked for. */
  readonly eventId: number;
}

interface Asked<Answer> {
  readonly key: string;
  readonly eventId: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly read: () => Promise<Answer>;
}

const QUIET_MS = 5000;
/** After a change, an answer is good for so many times what it cost: cheap ones are always found anew. */
const COSTS_KEPT = 3;
const CHEAP_MS = 150;

/** Answers that many ask for at once: found once for all, and kept for seconds where finding them is dear. */
export class RecentAnswers<Answer> {
  readonly #recent = new Map<string, Recent<Answer>>();

  get({ key, eventId, now, read }: Asked<Answer>): Promise<Answer> {
    const known = this.#recent.get(key);
    if (known && this.#isFresh(known, eventId, now())) return known.answer;
    const askedAt = now();
    const recent: Recent<Answer> = { answer: read(), askedAt, costMs: null, eventId };
    this.#recent.set(key, recent);
    recent.answer.then(
      () => {
        recent.costMs = now() - recent.askedAt;
      },
      () => this.#recent.delete(key),
    );
    return recent.answer;
  }

  #isFresh({ askedAt, costMs, eventId }: Recent<Answer>, newestEvent: number, now: number): boolean {
    if (costMs === null) return newestEvent === eventId;
    if (costMs < CHEAP_MS) return false;
    const age = now - askedAt - costMs;
    return age < (newestEvent === eventId ? QUIET_MS : costMs * COSTS_KEPT);
  }
}
