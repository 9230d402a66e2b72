import type { RestoreReceipt } from '@borgcube/domain/restore/restore-receipt';
import { describe, expect, it } from 'vitest';
import {
  attributeWords,
  brokenOffWords,
  countsWords,
  lostWords,
  placeWords,
  receiptSentence,
  receiptText,
} from './restore-words.ts';

const NONE = { files: 0, folders: 0, links: 0, others: 0, bytes: 0 };
const receipt: RestoreReceipt = {
  archiveId: 'a1',
  archiveName: 'db01-00001',
  target: { clientId: 'c', hostname: 'web01', path: '/srv/restored' },
  conflict: 'skip',
  channel: 'tar',
  lost: ['xattrs', 'acls'],
  timePrecision: 'second',
  areAttributesCompared: null,
  selected: null,
  written: { ...NONE, files: 212, folders: 3, bytes: 629_000 },
  skipped: NONE,
  failed: NONE,
  different: NONE,
  unlisted: 0,
  brokenOff: null,
};

describe('words of a restore', () => {
  it.each([
    [{ ...NONE, files: 1, folders: 2 }, '1 file, 2 folders'],
    [{ ...NONE, links: 1, others: 2 }, '1 link, 2 other entries'],
    [NONE, 'nothing'],
  ])('%j', (counts, words) => expect(countsWords(counts)).toBe(words));

  it('name the place as one would type it', () => {
    expect(placeWords('web01', '/srv')).toBe('web01:/srv');
    expect(placeWords(null, '/srv')).toBe('/srv');
  });

  it('name what a way loses', () => {
    expect(lostWords([])).toBe('keeps everything');
    expect(lostWords(['flags'])).toBe('loses file flags');
    expect(lostWords(['xattrs', 'acls', 'flags'])).toBe('loses extended attributes, ACLs and file flags');
  });

  it.each<[Partial<RestoreReceipt>, string]>([
    [{}, '212 files restored and read back.'],
    [{ skipped: { ...NONE, files: 1 } }, '212 files restored and read back; 1 file left as it was.'],
    [
      { skipped: { ...NONE, files: 1, folders: 4 } },
      '212 files restored and read back; 1 file left as it was.',
    ],
    [{ written: NONE, failed: { ...NONE, files: 3 } }, 'Nothing was written.'],
    [{ written: NONE, skipped: { ...NONE, files: 3 } }, 'Nothing was written; 3 files left as they were.'],
    [
      { failed: { ...NONE, folders: 2 }, different: { ...NONE, files: 1 } },
      '212 files restored and read back; 2 folders not written; 1 file different when read back.',
    ],
    [
      { written: NONE, failed: { ...NONE, files: 9 }, brokenOff: 'before-placing' },
      'Broken off. Nothing was written; 9 files not written.',
    ],
    [
      { selected: { ...NONE, files: 300, folders: 5 }, brokenOff: 'while-placing' },
      'Broken off. 212 files restored and read back; of 88 files it is not known whether they are there.',
    ],
    [
      { written: NONE, brokenOff: 'while-placing' },
      'Broken off. Nothing is known to be written; of the rest it is not known whether it is there.',
    ],
  ])('%j', (change, sentence) => expect(receiptSentence({ ...receipt, ...change })).toBe(sentence));

  it('say whether extended attributes were read back, and why not', () => {
    expect(attributeWords(receipt)).toBe('');
    expect(attributeWords({ ...receipt, areAttributesCompared: true })).toContain('were compared');
    const not = { ...receipt, areAttributesCompared: false } as const;
    expect(attributeWords({ ...not, channel: 'borg' })).toContain('by Borg, and not compared');
    expect(attributeWords({ ...not, channel: 'scratch' })).toContain('getfattr is missing');
    expect(receiptText(7, { ...not, channel: 'borg' }, [])).toContain('not compared');
  });

  it('say what a restore leaves that was broken off', () => {
    expect(brokenOffWords(receipt)).toBeNull();
    expect(brokenOffWords({ ...receipt, brokenOff: 'before-placing' })).toContain('as it was');
    expect(brokenOffWords({ ...receipt, brokenOff: 'while-placing' })).toContain('whole or not at all');
    const text = receiptText(7, { ...receipt, brokenOff: 'while-placing' }, []);
    expect(text).toContain('whole or not at all');
  });

  it('stand in a plain text, with the lines that are shown', () => {
    const text = receiptText(7, receipt, [{ path: 'etc/hosts', outcome: 'skipped', reason: 'newer there' }]);
    expect(text.split('\n')).toContain('skipped\tetc/hosts\tnewer there');
    expect(text).toContain('job 7: db01-00001 to web01:/srv/restored');
  });
});
