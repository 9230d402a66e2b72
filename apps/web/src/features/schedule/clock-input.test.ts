import { expect, test } from 'vitest';
import { readClock } from './clock-input.tsx';

test.each([
  ['02:30', '02:30'],
  ['2:30', '02:30'],
  ['0230', '02:30'],
  ['23:59', '23:59'],
  ['24:00', null],
  ['02:60', null],
  ['2:3', null],
  ['', null],
])('%s is read as %s', (text, time) => {
  expect(readClock(text)).toBe(time);
});
