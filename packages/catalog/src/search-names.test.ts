import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileEntry } from '@borgcube/testing/catalog/catalog-entry';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArchiveListing } from './archive-listing.ts';
import { type ArchivePlace, findPlace } from './archive-place.ts';
import { NameFilter } from './name-filter.ts';
import { type CatalogFile, openCatalog } from './open-catalog.ts';
import { searchNames } from './search-names.ts';

let folder: string;
let file: CatalogFile;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'borgcube-search-'));
  file = openCatalog(join(folder, 'catalog.db'));
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

function take(id: string, paths: readonly string[]): ArchivePlace {
  const listing = new ArchiveListing(file, { id, client: 'client', config: id, timestamp: 1 });
  for (const path of paths) listing.add(fileEntry(path));
  listing.finish();
  const place = findPlace(file, id);
  if (!place) throw new Error(`${id} is not in the catalog`);
  return place;
}

describe('a search', () => {
  it('finds what a look at each path finds, page by page, whichever step of a path is looked up', () => {
    const step = fc.constantFrom('aa', 'Aab', 'b', 'abc', 'bca', 'ü');
    const path = fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('/'));
    const needle = fc.array(fc.constantFrom('a', 'b', 'c', 'ab', '/', 'bc/a', 'ü'), {
      minLength: 1,
      maxLength: 5,
    });
    let round = 0;
    fc.assert(
      fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 9 }), needle, (paths, pieces) => {
        const text = pieces.join('').replace(/\/+/g, '/');
        fc.pre(text !== '/');
        round += 1;
        const files = paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`)));
        const place = take(`search ${round}`, files);
        const found: string[] = [];
        let cursor: string | null = null;
        do {
          const asked = { text, place, client: null, limit: 2, cursor, now: () => 0 };
          const page: ReturnType<typeof searchNames> = searchNames(file, new NameFilter(file), asked);
          found.push(...page.items.map((hit) => hit.path));
          cursor = page.nextCursor;
        } while (cursor !== null);
        const wanted = withFolders(files).filter((one) => holds(one, text.toLowerCase()));
        expect(found.sort()).toEqual(wanted.sort());
      }),
      { numRuns: 300 },
    );
  });

  it('gives up its turn, and goes on where it was', () => {
    take('a1', [...Array.from({ length: 5000 }, (_, index) => `srv/file ${index}`), 'srv/needle']);
    const filter = new NameFilter(file);
    let time = 0;
    const asked = { place: null, client: null, limit: 10, now: () => (time += 100) };
    const first = searchNames(file, filter, { ...asked, text: 'dl', cursor: null });
    expect([first.items, first.nextCursor]).toEqual([[], expect.any(String)]);
    const pages = [first];
    for (let cursor = first.nextCursor; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null)
      pages.push(searchNames(file, filter, { ...asked, text: 'dl', cursor }));
    const looked = pages.map((page) => page.looked);
    expect(looked.at(-1)).toBe(1);
    expect(looked.slice(0, -1).every((share) => share > 0 && share < 1)).toBe(true);
    expect(looked).toEqual(looked.toSorted((one, other) => one - other));
    expect(pages.flatMap(({ items }) => items.map(({ path }) => path))).toEqual(['srv/needle']);
  });
});

/** The needle ends in the last step of the path. */
function holds(path: string, text: string): boolean {
  const whole = `/${path.toLowerCase()}${text.endsWith('/') ? '/' : ''}`;
  const last = whole.length - (path.length - path.lastIndexOf('/') - 1) - (text.endsWith('/') ? 1 : 0);
  for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1)) {
    const end = at + text.length;
    if (text.endsWith('/') ? end === whole.length : end > last) return true;
  }
  return false;
}

/** With those that they lie in. */
function withFolders(files: readonly string[]): string[] {
  const above = (path: string) =>
    path.split('/').map((_, index, steps) => steps.slice(0, index + 1).join('/'));
  return [...new Set(files.flatMap(above))];
}
