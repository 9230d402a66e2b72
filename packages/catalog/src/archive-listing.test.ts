import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CatalogEntry } from '@borgcube/domain/catalog/catalog-questions';
import { fileEntry, folderEntry } from '@borgcube/testing/catalog/catalog-entry';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArchiveListing } from './archive-listing.ts';
import { type ArchivePlace, findPlace, findPrevious } from './archive-place.ts';

import { compareArchives, sumChanges } from './compare-archives.ts';
import { fileHistory } from './file-history.ts';
import { folderGrowth } from './folder-growth.ts';
import { forgetArchives } from './forget-archives.ts';
import { listLevel } from './list-level.ts';
import { NameFilter } from './name-filter.ts';
import { type CatalogFile, openCatalog } from './open-catalog.ts';
import { searchNames } from './search-names.ts';

let folder: string;
let file: CatalogFile;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'borgcube-catalog-'));
  file = openCatalog(join(folder, 'catalog.db'));
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

const fileAt = (path: string, size: number, mtime = 1) => fileEntry(path, { size, mtime });

function take(
  id: string,
  entries: readonly CatalogEntry[],
  timestamp: number,
  config = 'config',
): ArchivePlace {
  const listing = new ArchiveListing(file, { id, client: 'client', config, timestamp });
  for (const entry of entries) listing.add(entry);
  listing.finish();
  return placeOf(id);
}

function placeOf(id: string): ArchivePlace {
  const place = findPlace(file, id);
  if (!place) throw new Error(`${id} is not in the catalog`);
  return place;
}

function level(id: string, path = '') {
  const asked = {
    place: placeOf(id),
    path,
    sort: 'name',
    descending: false,
    limit: 1000,
    cursor: null,
  } as const;
  const found = listLevel(file, asked);
  if (found === null || found === 'no-folder') return found;
  return found.items.map(({ name, size, files }) => ({ name, size, files }));
}

const hits = (text: string, id: string | null = null) =>
  searchNames(file, new NameFilter(file), {
    text,
    place: id === null ? null : placeOf(id),
    client: 'client',
    limit: 50,
    cursor: null,
    now: () => 0,
  }).items;

describe('a catalog', () => {
  const night1 = [
    folderEntry('srv/www'),
    fileAt('srv/www/index.html', 10),
    fileAt('srv/www/Big.iso', 900),
    fileAt('srv/gone', 5),
  ];
  const night2 = [
    folderEntry('srv/www'),
    fileAt('srv/www/index.html', 12, 2),
    fileAt('srv/www/Big.iso', 900),
    fileAt('srv/www/new/log', 4000),
  ];

  it('shows each archive as it was, folders first with what lies in them', () => {
    take('a1', night1, 1);
    take('a2', night2, 2);
    expect(level('a1', 'srv')).toEqual([
      { name: 'www', size: 910, files: 2 },
      { name: 'gone', size: 5, files: null },
    ]);
    expect(level('a2')).toEqual([{ name: 'srv', size: 4912, files: 3 }]);
    expect(level('a2', 'srv')).toEqual([{ name: 'www', size: 4912, files: 3 }]);
    expect(level('a1', 'srv/www/new')).toBeNull();
    expect(level('a1', 'srv/www/index.html')).toBe('no-folder');
  });

  it('writes nothing for an archive that equals the one before it', () => {
    take('a1', night1, 1);
    const before = file.prepare('select count(*) as n from version').get();
    const totals = file.prepare('select count(*) as n from folder').get();
    take('a2', night1, 2);
    expect(file.prepare('select count(*) as n from version').get()).toEqual(before);
    expect(file.prepare('select count(*) as n from folder').get()).toEqual(totals);
    expect(level('a2', 'srv')).toEqual(level('a1', 'srv'));
  });

  it('finds names whatever their case, paths by their steps, and only what an archive holds', () => {
    take('a1', night1, 1);
    take('a2', night2, 2);
    expect(hits('big').map(({ path, archiveId }) => [path, archiveId])).toEqual([['srv/www/Big.iso', 'a2']]);
    expect(hits('www/ind').map(({ path }) => path)).toEqual(['srv/www/index.html']);
    expect(hits('w/ind')).toHaveLength(1);
    expect(hits('ww/nope')).toEqual([]);
    expect(hits('rv/www/').map(({ path }) => path)).toEqual(['srv/www']);
    expect(hits('/www')).toHaveLength(1);
    expect(hits('/srv/').map(({ path }) => path)).toEqual(['srv']);
    expect(hits('gone', 'a2')).toEqual([]);
    expect(hits('gone').map(({ archiveId }) => archiveId)).toEqual(['a1']);
  });

  it('tells the versions of a file, newest first, and when it was not there', () => {
    take('a1', night1, 1);
    take('a2', night2, 2);
    take('a3', night1, 3);
    take('other', [fileAt('etc/x', 1)], 4, 'another config');
    expect(fileHistory(file, 'client', 'srv/gone')).toMatchObject([
      { first: { archiveId: 'a3' }, last: { archiveId: 'a3', timestamp: 3 }, archives: 1, goneIn: null },
      { first: { archiveId: 'a1' }, last: { archiveId: 'a1' }, archives: 1, goneIn: { archiveId: 'a2' } },
    ]);
    expect(fileHistory(file, 'client', 'srv/www/Big.iso')).toMatchObject([
      { size: 900, first: { archiveId: 'a1' }, last: { archiveId: 'a3' }, archives: 3 },
    ]);
  });

  it('tells what changed between two archives and which folders grew', () => {
    const before = take('a1', night1, 1);
    const after = take('a2', night2, 2);
    const asked = { before, after, change: null, limit: 50, cursor: null };
    expect(compareArchives(file, asked).items).toEqual([
      { path: 'srv/www/new/log', type: 'file', change: 'added', sizeBefore: null, sizeAfter: 4000 },
      { path: 'srv/gone', type: 'file', change: 'removed', sizeBefore: 5, sizeAfter: null },
      { path: 'srv/www/index.html', type: 'file', change: 'modified', sizeBefore: 10, sizeAfter: 12 },
      { path: 'srv/www/new', type: 'directory', change: 'added', sizeBefore: null, sizeAfter: null },
    ]);
    expect(compareArchives(file, { ...asked, change: 'removed' }).items).toMatchObject([
      { path: 'srv/gone' },
    ]);
    expect(sumChanges(file, { before, after })).toEqual([
      { change: 'added', count: 2, sizeBefore: 0, sizeAfter: 4000 },
      { change: 'modified', count: 1, sizeBefore: 10, sizeAfter: 12 },
      { change: 'removed', count: 1, sizeBefore: 5, sizeAfter: 0 },
    ]);
    expect(folderGrowth(file, { before, after }, 5)).toEqual([{ path: 'srv/www/new', delta: 4000 }]);
  });

  it('pages through changes, largest first, each once', () => {
    const before = take('a1', [], 1);
    const paths = Array.from({ length: 7 }, (_, index) => fileAt(`f${index}`, index % 3));
    const after = take('a2', paths, 2);
    const sizes: (number | null)[] = [];
    let cursor: string | null = null;
    do {
      const page = compareArchives(file, { before, after, change: null, limit: 2, cursor });
      sizes.push(...page.items.map(({ sizeAfter }) => sizeAfter));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(sizes).toEqual([2, 2, 1, 1, 0, 0, 0]);
  });

  it('marks what changed since the archive listed before, folders by what lies in them, with the size there', () => {
    take('a1', night1, 1);
    take('a2', night2, 2);
    const given = new ArchiveListing(file, { id: 'lost', client: 'client', config: 'config', timestamp: 3 });
    given.add(fileAt('srv/www/Big.iso', 1000));
    given.abort();
    take('a3', [...night2.slice(0, 2), fileAt('srv/www/Big.iso', 1000), fileAt('srv/www/new/log', 4000)], 4);
    const marks = (id: string, path: string) => {
      const asked = { place: placeOf(id), path, sort: 'name', descending: false } as const;
      const found = listLevel(file, { ...asked, limit: 100, cursor: null });
      if (found === null || found === 'no-folder') throw new Error(`${path} is no folder`);
      return found.items
        .filter((entry) => entry.isChanged)
        .map(({ name, size, sizeBefore }) => [name, size, sizeBefore]);
    };
    expect(findPrevious(file, placeOf('a1'))).toBeNull();
    expect(findPrevious(file, placeOf('a3'))).toMatchObject({ id: 'a2' });
    expect(marks('a2', 'srv')).toEqual([['www', 4912, 910]]);
    expect(marks('a2', 'srv/www')).toEqual([
      ['new', 4000, null],
      ['index.html', 12, 10],
    ]);
    expect(marks('a3', '')).toEqual([['srv', 5012, 4912]]);
    expect(marks('a3', 'srv/www')).toEqual([['Big.iso', 1000, 900]]);
  });

  it('is not confused by a listing that was given up', () => {
    take('a1', night1, 1);
    const given = new ArchiveListing(file, { id: 'lost', client: 'client', config: 'config', timestamp: 2 });
    given.add(fileAt('srv/other', 1));
    given.abort();
    expect(findPlace(file, 'lost')).toBeNull();
    take('a2', night1, 3);
    expect(level('a2', 'srv')).toEqual(level('a1', 'srv'));
  });

  it('forgets archives with what only they held', () => {
    take('a1', night1, 1);
    take('a2', night2, 2);
    forgetArchives(file, ['a1']);
    expect(hits('gone')).toEqual([]);
    expect(level('a2', 'srv')).toEqual([{ name: 'www', size: 4912, files: 3 }]);
    expect(
      file
        .prepare("select count(*) as n from version v join node n on n.id = v.node where n.name = 'gone'")
        .get(),
    ).toEqual({ n: 0 });
  });

  it('agrees with a plain list of each archive, whatever was listed in whatever order', () => {
    const name = fc.constantFrom('a', 'b', 'C.txt', 'd\\\\e', 'ü', '.');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('/'));
    const tree = fc.dictionary(path, fc.record({ size: fc.nat(3), mtime: fc.nat(2) }), {
      noNullPrototype: true,
    });
    let round = 0;
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 6 }), (nights) => {
        round += 1;
        const kept = nights.map((night, index) => {
          const entries = filesOf(night);
          const id = `${round}-${index}`;
          take(id, entries, round * 100 + index, `config ${round}`);
          return { id, entries };
        });
        for (const { id, entries } of kept) {
          expect(readAll(id)).toEqual(plain(entries));
          expect(readAll(id, '', 'name')).toEqual(plain(entries));
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** A path that is a folder of another one is no file. */
function filesOf(night: Record<string, { size: number; mtime: number }>): CatalogEntry[] {
  const paths = Object.keys(night);
  return Object.entries(night)
    .filter(([path]) => !paths.some((other) => other.startsWith(`${path}/`)))
    .map(([path, { size, mtime }]) => fileAt(path, size, mtime));
}

const plain = (entries: readonly CatalogEntry[]) =>
  entries.map(({ path, size, mtime }) => [path, size, mtime]).sort();

function readAll(id: string, path = '', sort: 'name' | 'size' = 'size'): unknown[] {
  const asked = { place: placeOf(id), path, sort, descending: true, limit: 1, cursor: null } as const;
  const found: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: ReturnType<typeof listLevel> = listLevel(file, { ...asked, cursor });
    if (page === null || page === 'no-folder') throw new Error(`${path} is no folder`);
    for (const entry of page.items) {
      if (entry.type === 'directory') found.push(...readAll(id, entry.path, sort));
      else found.push([entry.path, entry.size, entry.mtime]);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found.sort();
}
