import { expect, it } from 'vitest';
import { median, usualDurations } from './usual-durations.ts';

const at = (seconds: number) => new Date(seconds * 1000);

it('takes the median of each state over the runs and leaves the last state out', () => {
  const run = (preparing: number, running: number) => [
    { state: 'client_preparing', at: at(0) },
    { state: 'client_in_progress', at: at(preparing) },
    { state: 'done', at: at(preparing + running) },
  ];
  const usual = usualDurations([run(1, 100), run(3, 300), run(2, 200)]);
  expect([...usual]).toEqual([
    ['client_preparing', 2000],
    ['client_in_progress', 200_000],
  ]);
});

it.each([
  { values: [5], is: 5 },
  { values: [9, 1], is: 5 },
  { values: [3, 1, 2], is: 2 },
  { values: [4, 1, 3, 2], is: 2.5 },
])('finds the median of $values', ({ values, is }) => {
  expect(median(values)).toBe(is);
});
