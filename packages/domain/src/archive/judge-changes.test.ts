import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArchiveCounts, CHANGE_FIGURES, isUnusual, judgeChanges } from './judge-changes.ts';

const MIB = 1024 ** 2;
const night = (changes: Partial<ArchiveCounts> = {}): ArchiveCounts => ({
  newFiles: 3,
  changedFiles: 12,
  deletedFiles: 1,
  addedBytes: 2 * MIB,
  nfiles: 1000,
  originalSize: 1000 * MIB,
  ...changes,
});
const nights = (count: number, changes: Partial<ArchiveCounts> = {}) =>
  Array.from({ length: count }, () => night(changes));

describe('an archive among the earlier ones of its config', () => {
  it.each<[string, Partial<ArchiveCounts>, readonly ArchiveCounts[], string | null]>([
    ['as each night', {}, nights(6), null],
    [
      'all files encrypted in place',
      { changedFiles: 1000 },
      nights(6),
      'unusual: 1,000 changed files, usually 12',
    ],
    [
      'all files encrypted under other names',
      { newFiles: 1000, deletedFiles: 1000, addedBytes: 990 * MIB },
      nights(5),
      'unusual: 1,000 new files, usually 3; 1,000 deleted files, usually 1; 990 MiB added, usually 2',
    ],
    [
      'much more than nights that bring a little',
      { addedBytes: 990 * MIB },
      nights(5, { addedBytes: 900 }),
      'unusual: 990 MiB added, usually under 1',
    ],
    ['a tenth of the files', { changedFiles: 100 }, nights(6), null],
    ['one file more', { changedFiles: 101 }, nights(6), 'unusual: 101 changed files, usually 12'],
    ['with four nights to hold it against', { changedFiles: 1000 }, nights(4), null],
    ['never compared', { changedFiles: null }, nights(6), null],
    ['nights that were never compared', { changedFiles: 1000 }, nights(9, { changedFiles: null }), null],
    [
      'a config that changes by a third each night',
      { changedFiles: 900 },
      nights(6, { changedFiles: 330 }),
      null,
    ],
    [
      'one that did as much before',
      { changedFiles: 590 },
      [...nights(9), night({ changedFiles: 500 })],
      null,
    ],
    [
      'nights that differ widely',
      { changedFiles: 700 },
      [10, 40, 90, 160, 250, 20].map((changedFiles) => night({ changedFiles })),
      null,
    ],
    ['a few small files', { changedFiles: 20, nfiles: 30 }, nights(6, { nfiles: 30 }), null],
    ['a film', { addedBytes: 240 * MIB, newFiles: 4 }, nights(6), null],
    [
      'everything deleted',
      { deletedFiles: 1000, nfiles: 0 },
      nights(6),
      'unusual: 1,000 deleted files, usually 1',
    ],
    [
      'nobody knows how much it holds',
      { changedFiles: 21, nfiles: null },
      nights(6, { nfiles: null, changedFiles: 0 }),
      'unusual: 21 changed files, usually 0',
    ],
  ])('%s', (_, made, earlier, suspect) => {
    expect(judgeChanges(night(made), earlier).suspect).toBe(suspect);
    expect(isUnusual(suspect)).toBe(suspect !== null);
  });

  it('is shown beside what is usual', () => {
    expect(judgeChanges(night({ changedFiles: 30 }), nights(6)).figures.changedFiles).toEqual({
      value: 30,
      usual: 12,
      limit: 100,
      isBeyond: false,
    });
    expect(judgeChanges(night(), []).figures.newFiles).toMatchObject({ value: 3, usual: null, limit: null });
  });

  const count = fc.oneof(fc.constant(null), fc.nat(1e7));
  const counts = fc.record({
    newFiles: count,
    changedFiles: count,
    deletedFiles: count,
    addedBytes: count,
    nfiles: count,
    originalSize: count,
  });

  it('is never beyond what was there before, whatever the order, and more is never less unusual', () => {
    fc.assert(
      fc.property(counts, fc.array(counts, { maxLength: 20 }), (made, earlier) => {
        const { figures, suspect } = judgeChanges(made, earlier);
        expect(judgeChanges(made, earlier.toReversed())).toEqual({ figures, suspect });
        for (const figure of CHANGE_FIGURES) {
          const known = earlier.flatMap((one) => one[figure] ?? []);
          const { value, limit, isBeyond } = figures[figure];
          if (isBeyond) expect(value).toBeGreaterThan(Math.max(...known));
          if (isBeyond) expect(known.length).toBeGreaterThanOrEqual(5);
          expect(isBeyond).toBe(value !== null && limit !== null && value > limit);
          if (!isBeyond || value === null) continue;
          const more = judgeChanges({ ...made, [figure]: value + 1 }, earlier);
          expect(more.figures[figure].isBeyond).toBe(true);
        }
      }),
    );
  });
});
