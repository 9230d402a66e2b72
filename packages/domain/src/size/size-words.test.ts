import { expect, it } from 'vitest';
import { sizeWords } from './size-words.ts';

it.each([
  [0, '0\u202fB'],
  [1023, '1023\u202fB'],
  [583_350, '570\u202fKiB'],
  [5_340_000, '5.09\u202fMiB'],
  [2 ** 40, '1\u202fTiB'],
])('%i bytes are %s', (bytes, words) => expect(sizeWords(bytes)).toBe(words));
