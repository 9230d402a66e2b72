import { describe, expect, test } from 'vitest';
import { comparedPair, pairOf } from './archive-pair.ts';
import { diffPath } from './diff-path.ts';
import { diffVerdict, totalsWords } from './diff-words.ts';

const GIB = 1024 ** 3;
const NARROW = '\u202f';
const reader = { now: new Date('2026-11-24T08:42:00Z'), timeZone: 'Europe/Berlin' };
const monday = new Date('2026-11-23T01:10:00Z');
const tuesday = new Date('2026-11-24T01:24:00Z');
const none = { count: 0, sizeBefore: 0, sizeAfter: 0 };
const totals = (delta: number) => ({
  added: { count: 2, sizeBefore: 0, sizeAfter: Math.max(0, delta) },
  removed: { count: 1, sizeBefore: Math.max(0, -delta), sizeAfter: 0 },
  modified: none,
});
const verdict = (
  delta: number,
  folders: { path: string; delta: number }[] = [],
  from = monday,
  to = tuesday,
) => diffVerdict({ host: 'db01', from, to, totals: totals(delta), folders }, reader);

describe('the verdict', () => {
  test('says by how much and since when, and where most of it lies', () => {
    expect(verdict(4.1 * GIB, [{ path: 'var/lib/mysql', delta: 3.9 * GIB }])).toEqual({
      sentence: `db01 grew by 4.10${NARROW}GiB since Mon 23 Nov`,
      cause: { words: `3.90${NARROW}GiB of it under`, path: 'var/lib/mysql', after: '' },
    });
    expect(verdict(-2 * GIB, [{ path: 'srv', delta: -2 * GIB }])).toEqual({
      sentence: `db01 shrank by 2.00${NARROW}GiB since Mon 23 Nov`,
      cause: { words: 'all of it under', path: 'srv', after: '' },
    });
  });
  test('a folder that grew more than the whole says that the rest went down', () => {
    expect(verdict(GIB, [{ path: 'srv', delta: 2 * GIB }]).cause).toEqual({
      words: `+2.00${NARROW}GiB under`,
      path: 'srv',
      after: ', less elsewhere',
    });
  });
  test('no folder is blamed for less than half, or for the contrary', () => {
    expect(verdict(4 * GIB, [{ path: 'srv', delta: GIB }]).cause).toBeNull();
    expect(verdict(4 * GIB, [{ path: 'srv', delta: -GIB }]).cause).toBeNull();
  });
  test('backwards it says what was', () => {
    expect(verdict(-GIB, [], tuesday, monday).sentence).toBe(
      `db01 was 1.00${NARROW}GiB smaller on Mon 23 Nov than on Tue 24 Nov`,
    );
    expect(verdict(0, [], tuesday, monday).sentence).toBe('db01 was as large on Mon 23 Nov as on Tue 24 Nov');
  });
  test('long ago, and on one day, both ends are named', () => {
    const [early, late] = [new Date('2026-10-01T01:00:00Z'), new Date('2026-10-02T01:00:00Z')];
    expect(verdict(GIB, [], early, late).sentence).toContain('between Thu 1 Oct and Fri 2 Oct');
    expect(verdict(GIB, [], new Date('2026-11-24T00:10:00Z'), tuesday).sentence).toContain(
      'since Tue 24 Nov, 01:10',
    );
  });
  test('nothing changed is said so, and the same size too', () => {
    const nothing = { added: none, removed: none, modified: none };
    const same = diffVerdict(
      { host: 'db01', from: monday, to: tuesday, totals: nothing, folders: [] },
      reader,
    );
    expect(same.sentence).toBe('Nothing changed in db01 between Mon 23 Nov and Tue 24 Nov');
    expect(verdict(0).sentence).toBe('db01 stayed as large as it was since Mon 23 Nov');
  });
});

test('the sums are told kind by kind', () => {
  expect(totalsWords({ ...totals(2048), modified: { count: 4, sizeBefore: 10, sizeAfter: 6 } })).toBe(
    `2 added (2.00${NARROW}KiB), 1 removed (0${NARROW}B), 4 modified (−4${NARROW}B)`,
  );
});

describe('what is compared', () => {
  const archive = (day: number, more: object = {}) => ({
    id: `a${day}`,
    repositoryId: 'r',
    clientId: 'c',
    timestamp: `2026-11-0${day}T00:00:00.000Z`,
    vanishedAt: null,
    ...more,
  });
  test('the older one first, whichever way round', () => {
    expect(comparedPair(archive(5), archive(2))).toEqual({ id: 'a2', otherId: 'a5' });
    expect(comparedPair(archive(1), archive(2))).toEqual({ id: 'a1', otherId: 'a2' });
  });
  test('two selected ones, the older first; no others', () => {
    expect(pairOf([archive(4), archive(2)])).toEqual({ id: 'a2', otherId: 'a4' });
    expect(pairOf([archive(4)])).toBeNull();
    expect(pairOf([archive(4), archive(2), archive(1)])).toBeNull();
    expect(pairOf([archive(4), archive(2, { clientId: 'x' })])).toBeNull();
    expect(diffPath({ id: 'a2', otherId: 'a4' })).toBe('/archives/a2/compare/a4');
  });
});
