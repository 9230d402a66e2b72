import { expect, test } from 'vitest';
import { oldWords } from './archive-age.ts';
import { nextSort, readSort } from './browser-sort.ts';
import { dayBeside } from './day-beside.ts';
import { outcomeWords } from './deletion-outcome.tsx';
import { sinceWords } from './since-previous.tsx';
import { suspectWords } from './suspect-words.ts';

const NOW = new Date('2026-11-24T08:42:00Z');
const NARROW = '\u202f';

test('only an archive that one could take for a recent one is called old', () => {
  expect(oldWords('2026-11-18T08:42:00Z', NOW)).toBeNull();
  expect(oldWords('2026-11-10T08:42:00Z', NOW)).toBe('14 d old');
  expect(oldWords('2025-10-24T08:42:00Z', NOW)).toBe('13 months old');
  expect(oldWords('2023-10-24T08:42:00Z', NOW)).toBe('3 years old');
});

test('the order of a folder lives in one word of the address', () => {
  expect(readSort(undefined)).toEqual({ sort: 'name', descending: false });
  expect(readSort('-size')).toEqual({ sort: 'size', descending: true });
  expect(readSort('owner')).toEqual({ sort: 'name', descending: false });
  expect(nextSort(readSort(undefined), 'size')).toBe('-size');
  expect(nextSort(readSort('-size'), 'size')).toBe('size');
  expect(nextSort(readSort('-size'), 'name')).toBeUndefined();
  expect(nextSort(readSort(undefined), 'name')).toBe('-name');
});

test('an entry says what became of it since the archive before', () => {
  expect(sinceWords({ size: 5, isChanged: false })).toBeNull();
  expect(sinceWords({ size: 5, isChanged: true, sizeBefore: null })).toBe('new');
  expect(sinceWords({ size: 2048, isChanged: true, sizeBefore: 1024 })).toBe(`+1.00${NARROW}KiB`);
  expect(sinceWords({ size: 5, isChanged: true, sizeBefore: 5 })).toBe('changed');
  // Of a hard link nobody knows the size.
  expect(sinceWords({ size: null, isChanged: true, sizeBefore: null })).toBe('changed');
});

test('two archives of one day are told apart by their times', () => {
  const at = (text: string) => new Date(text);
  const beside = (other: string) => dayBeside(at(other), at('2026-11-23T01:10:00Z'), NOW, 'Europe/Berlin');
  expect(beside('2026-11-22T01:10:00Z')).toBe('22 Nov');
  expect(beside('2026-11-23T13:10:00Z')).toBe('14:10');
});

test('why an archive is suspect is said with sizes that a person reads', () => {
  expect(suspectWords('shrunk: 2040109465 bytes, usually 33715493274')).toBe(
    `It shrank: 1.90${NARROW}GiB, usually 31.4${NARROW}GiB.`,
  );
  expect(suspectWords('shrunk: 3 files, usually 33')).toBe('It shrank: 3 files, usually 33.');
  expect(suspectWords('unusual: 900 deleted files, usually 3')).toBe(
    'It changed unusually much: 900 deleted files, usually 3.',
  );
  expect(suspectWords('something of a plugin')).toBe('something of a plugin');
});

test('a deletion says which good archive is the newest then', () => {
  const client = { clientId: 'c', hostname: 'db01', archives: 1 };
  const words = (newestGoodBefore: string | null, newestGoodAfter: string | null) =>
    outcomeWords({ ...client, newestGoodBefore, newestGoodAfter }, (at) => at);
  expect(words('Tue', null)).toBe('db01 then has no good archive left.');
  expect(words('Tue', 'Tue')).toBe('The newest good archive of db01 stays: Tue.');
  expect(words('Tue', 'Mon')).toBe('The newest good archive of db01 is then of Mon; now it is of Tue.');
});
