const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What could not be told within a day is not told any more. */
export const GIVE_UP_AFTER_MS = 24 * HOUR;

const PAUSES = [10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, HOUR];

/** When a message is tried again after it failed `attempts` times; null: never. */
export function nextTry(facts: {
  readonly attempts: number;
  readonly createdAt: Date;
  readonly now: Date;
}): Date | null {
  const pause = PAUSES[Math.min(facts.attempts, PAUSES.length) - 1] ?? SECOND;
  const at = new Date(facts.now.getTime() + pause);
  return at.getTime() - facts.createdAt.getTime() > GIVE_UP_AFTER_MS ? null : at;
}
