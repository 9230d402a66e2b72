import { describe, expect, it } from 'vitest';
import { policyWords } from './policy-words.ts';

const OFF = {
  keepSecondly: 0,
  keepMinutely: 0,
  keepHourly: 0,
  keepDaily: 0,
  keepWeekly: 0,
  keepMonthly: 0,
  keepYearly: 0,
  keepWithin: null,
};

describe('a policy in words', () => {
  it.each([
    [OFF, 'nothing'],
    [{ ...OFF, keepDaily: 7, keepWeekly: 1, keepMonthly: -1 }, '7 days, 1 week, every month'],
    [{ ...OFF, keepWithin: '10d', keepHourly: 24 }, 'all within 10d, 24 hours'],
  ])('%o', (policy, words) => {
    expect(policyWords(policy)).toBe(words);
  });
});
