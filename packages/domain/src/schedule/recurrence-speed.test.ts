import { expect, it } from 'vitest';
import { ageRatio, measureRules } from './recurrence-figures.ts';

const now = () => performance.now();

// Other work on the machine only ever adds, so each figure is the best of several, and a bad moment gets a second try.
it('a rule that began twenty years ago costs what one costs that began five years ago', { retry: 3 }, () => {
  const { young, ratio } = ageRatio(now, { rules: 300, rounds: 7 });
  expect(ratio).toBeLessThan(1.2);
  expect(young * (10_000 / 300)).toBeLessThan(3000);
});

it('each of the rules that are measured has a next occurrence', () => {
  expect(measureRules(now, 100, 2006).found).toBe(100);
});
