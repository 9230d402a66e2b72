import { describe, expect, it } from 'vitest';
import { checkState, scopeWords, verificationVerdict } from './check-words.ts';

const all = {
  checkRepository: true,
  checkArchives: true,
  verifyData: false,
  checkOnlyNewArchives: false,
  maxDuration: null,
};
const sound = { lastCheck: '2026-11-22T00:00:00.000Z', damagedJobId: null };
const never = { lastCheck: null, damagedJobId: null };
const damaged = { lastCheck: '2026-11-22T00:00:00.000Z', damagedJobId: 7 };

describe('words of checks', () => {
  it.each([
    [all, 'Repository and archives'],
    [{ ...all, verifyData: true, checkOnlyNewArchives: true }, 'Repository, new archives and all data'],
    [{ ...all, checkArchives: false }, 'Repository'],
  ])('%j', (scope, words) => expect(scopeWords(scope)).toBe(words));

  it.each([
    [sound, 'Sound'],
    [never, 'Never checked'],
    [damaged, 'Damaged'],
  ])('%j', (repository, word) => expect(checkState(repository).word).toBe(word));

  it.each([
    [[], 'There is no repository to check yet.'],
    [[never], 'The repository was never checked.'],
    [[sound], 'The repository was sound when it was last checked.'],
    [[sound, never], '1 of 2 repositories is sound. 1 was never checked.'],
    [[sound, damaged, never], '1 of 3 repositories is damaged. Nothing is pruned there.'],
    [[sound, sound], 'All 2 repositories were sound when they were last checked.'],
  ])('%j', (repositories, words) => expect(verificationVerdict(repositories)).toBe(words));
});
