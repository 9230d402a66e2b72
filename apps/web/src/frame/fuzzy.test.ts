import { expect, test } from 'vitest';
import { fuzzyMarks } from './fuzzy.ts';

test('words are found in any order, whole ones first', () => {
  expect([...(fuzzyMarks('Back up db01 now', 'db back') ?? [])].sort((a, b) => a - b)).toEqual([
    0, 1, 2, 3, 8, 9,
  ]);
});

test('letters in order do, as long as they stand close', () => {
  expect(fuzzyMarks('nas-attic', 'nsat')).not.toBeNull();
  expect(fuzzyMarks('Back up the whole fleet now', 'bfn')).toBeNull();
});

test('a word that is not there is no hit', () => {
  expect(fuzzyMarks('web03', 'db')).toBeNull();
});
