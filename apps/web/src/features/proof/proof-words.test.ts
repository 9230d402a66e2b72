import type { Proof } from '@borgcube/domain/proof/proof';
import { describe, expect, it } from 'vitest';
import { proofSentence, proofState, provenVerdict, recoveryWords, scopeWords } from './proof-words.ts';

const NOW = new Date('2026-11-24T08:42:00Z');
const good = { isProven: true, endedAt: '2026-11-23T05:00:00Z' };
const old = { isProven: true, endedAt: '2026-06-01T05:00:00Z' };
const bad = { isProven: false, endedAt: '2026-11-23T05:00:00Z' };
// Only what the sentence speaks of.
const proof = {
  ...good,
  clientHostname: 'web01',
  repositoryName: 'vault',
  scope: 'sample',
  files: 200,
  differences: null,
} as Proof;

describe('words of proofs', () => {
  it.each([
    [null, 'Never proven'],
    [good, 'Proven'],
    [old, 'Proven long ago'],
    [bad, 'Not proven'],
  ])('%j', (last, word) => expect(proofState(last, NOW).word).toBe(word));

  it.each([
    [{ scope: 'sample', files: 200 } as const, '200 files at random'],
    [{ scope: 'canary', files: 1 } as const, '1 named file'],
    [{ scope: 'everything', files: 412331 } as const, 'everything, 412,331 files'],
    [{ scope: 'canary', files: 0 } as const, 'named paths'],
  ])('%j', (of, words) => expect(scopeWords(of)).toBe(words));

  it('tell how long a recovery was measured to take', () => {
    const rate = 118 * 1024 ** 2;
    expect(recoveryWords({ files: 2, restoreDuration: 5400, restoreRate: rate })).toBe(
      'restored in 5 s, 118\u202fMiB/s',
    );
    expect(recoveryWords({ files: 2, restoreDuration: 300, restoreRate: null })).toBe(
      'restored in under 1 s',
    );
    expect(recoveryWords({ files: 0, restoreDuration: 300, restoreRate: null })).toBe('nothing restored');
  });

  it('make a sentence of a proof', () => {
    expect(proofSentence(proof)).toBe(
      'web01 can be restored: 200 files at random came back, and all were the same.',
    );
    const failed = { ...proof, isProven: false, clientHostname: null };
    expect(proofSentence({ ...failed, differences: { items: [], total: 137 } })).toBe(
      'vault was not proven restorable: 137 paths were missing or different.',
    );
    expect(proofSentence(failed)).toBe('vault was not proven restorable.');
  });

  it.each([
    [[], 'Nothing is backed up yet.'],
    [[null, null], 'Nothing was ever restored to try.'],
    [[good, good], 'Both configs were proven restorable in the last 90 days.'],
    [[good], 'The one config was proven restorable in the last 90 days.'],
    [[good, old, null], '1 of 3 configs was proven restorable in the last 90 days.'],
    [[good, bad], '1 of 2 configs could not be restored as stored.'],
  ])('%j', (last, words) => expect(provenVerdict(last, NOW)).toBe(words));
});
