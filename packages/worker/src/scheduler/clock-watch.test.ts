import { expect, it } from 'vitest';
import { ClockWatch } from './clock-watch.ts';

const HOUR = 3_600_000;

it.each([
  [
    'goes on',
    [
      [1000, 1000],
      [2000, 2000],
    ],
    0,
  ],
  [
    'is corrected a little',
    [
      [4000, 1000],
      [5000, 2000],
    ],
    0,
  ],
  ['is set an hour ahead', [[HOUR, 1000]], HOUR],
  ['is set an hour back', [[-HOUR, 1000]], -HOUR],
  [
    'is set ahead and back again',
    [
      [HOUR, 1000],
      [2000, 2000],
    ],
    2000,
  ],
  ['is not looked at for minutes', [[180_000, 180_000]], 180_000],
])('when the clock %s, it has been watched since the right moment', (_name, looks, since) => {
  const watch = new ClockWatch(0, 0);
  for (const [wall = 0, monotonic = 0] of looks) watch.look(wall, monotonic);
  expect(watch.since).toBe(since);
});
