import { describe, expect, it } from 'vitest';
import { GIVE_UP_AFTER_MS, nextTry } from './next-try.ts';

const START = new Date('2026-11-23T02:00:00Z');

/** All tries of a message whose receiver never answers, in seconds after it was written. */
function tries(): number[] {
  const at = [0];
  for (let now = START, attempts = 1; ; attempts += 1) {
    const next = nextTry({ attempts, createdAt: START, now });
    if (!next) return at;
    expect(next.getTime()).toBeGreaterThan(now.getTime());
    at.push((next.getTime() - START.getTime()) / 1000);
    now = next;
  }
}

describe('a message that does not get through', () => {
  it('is tried soon, then less and less often, at least each hour', () => {
    const at = tries();
    expect(at.slice(0, 5)).toEqual([0, 10, 40, 100, 220]);
    const pauses = at.slice(1).map((second, index) => second - (at[index] ?? 0));
    expect(Math.max(...pauses)).toBe(3600);
  });

  it('is given up after a day', () => {
    const last = tries().at(-1) ?? 0;
    expect(last * 1000).toBeLessThanOrEqual(GIVE_UP_AFTER_MS);
    expect(last).toBeGreaterThan(22 * 3600);
  });
});
