import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import { describe, expect, it } from 'vitest';
import { type LevelWindow, readLevel } from './directory-level.ts';

const makeEntry = (path: string, type: ArchiveEntry['type'] = 'file'): ArchiveEntry => ({
  path,
  name: path.split('/').at(-1) ?? '',
  type,
  size: 1,
  mtime: null,
  mode: '-rw-r--r--',
  user: 'root',
  group: 'root',
});

async function* stream(entries: readonly ArchiveEntry[]) {
  yield* entries;
}

const read = (entries: readonly ArchiveEntry[], window: Partial<LevelWindow> = {}) =>
  readLevel(stream(entries), { path: '', after: null, limit: 50, wholeMax: 1000, ...window });

describe('a level of an archive', () => {
  it('makes up the folders above what was backed up, and sorts folders first', async () => {
    const { entries } = await read([
      makeEntry('srv/a/b.txt'),
      makeEntry('etc', 'directory'),
      makeEntry('boot.img'),
    ]);
    expect(entries.map(({ name, type, size }) => [name, type, size])).toEqual([
      ['etc', 'directory', 1],
      ['srv', 'directory', null],
      ['boot.img', 'file', 1],
    ]);
  });

  it('prefers the entry of a folder to the one that was made up', async () => {
    const { entries } = await read([makeEntry('srv/a'), makeEntry('srv', 'directory')]);
    expect(entries).toEqual([makeEntry('srv', 'directory')]);
  });

  it('gives a hard link the size of what it shares, where that is known', async () => {
    const link = (path: string, hardLink: string) => ({ ...makeEntry(path), size: 0, hardLink });
    const { entries } = await read([
      { ...makeEntry('a'), size: 7 },
      link('b', 'a'),
      link('c', 'elsewhere/a'),
    ]);
    expect(entries.map(({ name, size }) => [name, size])).toEqual([
      ['a', 7],
      ['b', 7],
      ['c', null],
    ]);
  });

  it('holds what lies in the folder, and nothing of its namesakes', async () => {
    const { entries, found } = await read(
      [
        makeEntry('srv/web', 'directory'),
        makeEntry('srv/web/x'),
        makeEntry('srv/web/y/z'),
        makeEntry('srv/web2/q'),
      ],
      { path: 'srv/web' },
    );
    expect(found).toBe('folder');
    expect(entries.map((entry) => entry.path)).toEqual(['srv/web/y', 'srv/web/x']);
  });

  it.each([
    ['an empty folder', [makeEntry('srv', 'directory')], 'folder'],
    ['a file', [makeEntry('srv')], 'file'],
    ['what is not there', [makeEntry('srv2')], 'nothing'],
  ] as const)('tells %s', async (_, entries, found) => {
    expect(await read(entries, { path: 'srv' })).toMatchObject({ found, entries: [] });
  });

  it('keeps of a huge folder only what was asked for', async () => {
    const names = Array.from({ length: 997 }, (_, i) => String((i * 389) % 997).padStart(3, '0'));
    const window = { wholeMax: 20, limit: 3, after: '1499' };
    const { entries, isWhole } = await read(
      names.map((name) => makeEntry(name)),
      window,
    );
    expect(isWhole).toBe(false);
    expect(entries.map((entry) => entry.name)).toEqual(['500', '501', '502']);
  });
});
