import { expect, test } from 'vitest';
import { readArchiveQuery } from './archive-query.ts';

const NOW = new Date('2026-11-24T08:42:00Z');
const read = (typed: string, timeZone = 'Europe/Berlin') => readArchiveQuery(typed, NOW, timeZone);

test('a name or a host is looked for as it is', () => {
  expect(read(' db01-48124 ')).toEqual({ text: 'db01-48124' });
  expect(read('web01-2026-11')).toEqual({ text: 'web01-2026-11' });
  expect(read('march')).toEqual({ text: 'march' });
  expect(read('99 problems')).toEqual({ text: '99 problems' });
  expect(read('')).toEqual({});
});

test.each([
  ['23 Nov', '2026-11-22T23:00:00.000Z', '2026-11-23T23:00:00.000Z'],
  ['Mon 23 Nov', '2026-11-22T23:00:00.000Z', '2026-11-23T23:00:00.000Z'],
  ['23 november 2025', '2025-11-22T23:00:00.000Z', '2025-11-23T23:00:00.000Z'],
  ['25 Nov', '2025-11-24T23:00:00.000Z', '2025-11-25T23:00:00.000Z'],
  ['2026-11-23', '2026-11-22T23:00:00.000Z', '2026-11-23T23:00:00.000Z'],
  ['2026-12', '2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ['yesterday', '2026-11-22T23:00:00.000Z', '2026-11-23T23:00:00.000Z'],
  ['Today', '2026-11-23T23:00:00.000Z', '2026-11-24T23:00:00.000Z'],
])('%s is a time in the zone of the reader', (typed, takenFrom, takenBefore) => {
  expect(read(typed)).toEqual({ takenFrom, takenBefore });
});

test('a day begins and ends at midnight, also when the clock changes', () => {
  expect(read('25 Oct')).toEqual({
    takenFrom: '2026-10-24T22:00:00.000Z',
    takenBefore: '2026-10-25T23:00:00.000Z',
  });
  expect(read('29 Mar', 'America/New_York')).toMatchObject({ takenFrom: '2026-03-29T04:00:00.000Z' });
});

test('beside a day a host may stand', () => {
  expect(read('db01 23 Nov')).toEqual({
    text: 'db01',
    takenFrom: '2026-11-22T23:00:00.000Z',
    takenBefore: '2026-11-23T23:00:00.000Z',
  });
});
