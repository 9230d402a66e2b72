import { expect, test } from 'vitest';
import { comparable, type FileVersion, grownBy, historyWords, threadOf, versionIn } from './version-view.ts';

const version = (first: number, last: number, more: Partial<FileVersion> = {}): FileVersion => ({
  type: 'file',
  size: first * 100,
  mtime: null,
  firstArchiveId: `a${first}`,
  lastArchiveId: `a${last}`,
  firstTimestamp: `2026-11-0${first}T02:00:00.000Z`,
  lastTimestamp: `2026-11-0${last}T02:00:00.000Z`,
  archives: last - first + 1,
  goneIn: null,
  repositoryId: 'r1',
  ...more,
});
const gone = { id: 'a7', timestamp: '2026-11-07T02:00:00.000Z' };
const newest = version(5, 6, { goneIn: gone });
const oldest = version(1, 4);
const versions = [newest, oldest];

test('the thread says where the file was gone', () => {
  expect(threadOf(versions)).toEqual([
    { kind: 'gone', archive: gone, after: newest },
    { kind: 'version', version: newest },
    { kind: 'version', version: oldest },
  ]);
  expect(historyWords(versions)).toBe('2 versions in 6 archives');
});

test('the version of an archive is the one whose time it lies in, in its own repository', () => {
  const at = (day: number, repositoryId = 'r1') => ({
    repositoryId,
    timestamp: `2026-11-0${day}T02:00:00Z`,
  });
  expect(versionIn(versions, at(4))).toBe(oldest);
  expect(versionIn(versions, at(5))).toBe(newest);
  expect(versionIn(versions, at(7))).toBeNull();
  expect(versionIn(versions, at(4, 'r2'))).toBeNull();
});

test('growth is told against the version before, where both sizes are known', () => {
  expect(grownBy(versions, newest)).toBe(400);
  expect(grownBy(versions, oldest)).toBeNull();
  expect(grownBy([newest, version(1, 4, { size: null })], newest)).toBeNull();
});

test('only versions of one repository can be compared, from the older to the newer', () => {
  expect(comparable(newest, oldest)).toEqual({ id: 'a4', otherId: 'a6' });
  expect(comparable(oldest, newest)).toEqual({ id: 'a4', otherId: 'a6' });
  expect(comparable(newest, newest)).toBeNull();
  expect(comparable(newest, version(1, 4, { repositoryId: 'r2' }))).toBeNull();
});
