import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileEntry } from '@borgcube/testing/catalog/catalog-entry';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { ArchiveListing } from './archive-listing.ts';
import { makeDesk } from './catalog-desk.ts';
import { openCatalog } from './open-catalog.ts';

const PAGE = 8192;
const ARCHIVE = { id: 'a', client: 'client', config: 'config', timestamp: 0 };
const SEARCH = { archiveId: 'a', client: null, text: 'file', limit: 5, cursor: null };

const folder = mkdtempSync(join(tmpdir(), 'borgcube-broken-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let path: string;

/** Sound is its first page alone. */
beforeEach(({ task }) => {
  path = join(folder, `${task.id}.db`);
  const file = openCatalog(path);
  const listing = new ArchiveListing(file, ARCHIVE);
  for (let number = 0; number < 2000; number += 1) listing.add(fileEntry(`folder/file ${number}`));
  listing.finish();
  file.close();
  const { size } = statSync(path);
  const spoilt = openSync(path, 'r+');
  for (let at = PAGE; at < size; at += PAGE) writeSync(spoilt, Buffer.alloc(PAGE, 0x5a), 0, PAGE, at);
  closeSync(spoilt);
});

function listAgain(desk: ReturnType<typeof makeDesk>): void {
  desk.begin(path, ARCHIVE);
  desk.finish(path, null);
}

it('a catalog that turns out to be broken while it is asked is none, and is made anew by the next listing', () => {
  const [reader, other, writer] = [makeDesk(() => 0), makeDesk(() => 0), makeDesk(() => 0)];
  expect(reader.search(path, SEARCH)).toEqual({ items: [], nextCursor: null, looked: 1 });
  for (const desk of [reader, other]) {
    expect(desk.entries(path, { archiveId: 'a' })).toBeNull();
    expect(desk.archives(path, { unless: 1 })).toEqual([]);
  }
  expect(existsSync(path)).toBe(true); // to throw it away is the writer's alone
  listAgain(writer);
  for (const desk of [reader, other]) expect(desk.entries(path, { archiveId: 'a' })).toBe(0);
});

it('one that turns out to be broken while an archive is taken in fails once, and says what to do', () => {
  expect(() => listAgain(makeDesk(() => 0))).toThrow('List the archive once more.');
  const desk = makeDesk(() => 0);
  listAgain(desk);
  expect(desk.entries(path, { archiveId: 'a' })).toBe(0);
});
