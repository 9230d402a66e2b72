import { execFileSync, spawn } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ENTRY_FORMAT } from '@borgcube/borg/repository/entry-reader';
import { ESCAPED_OUTPUT } from '@borgcube/borg/repository/python-text';
import { ArchiveListing } from '@borgcube/catalog/archive-listing';
import { Catalog } from '@borgcube/catalog/catalog';
import { openCatalog } from '@borgcube/catalog/open-catalog';
import { fileEntry } from '@borgcube/testing/catalog/catalog-entry';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'borgcube-catalog-'));
// Beside the package, so that the program finds its native module.
const dist = join(import.meta.dirname, '..', 'dist');
mkdirSync(dist, { recursive: true });
const built = mkdtempSync(join(dist, 'thread-'));
const env = {
  ...process.env,
  ...ESCAPED_OUTPUT,
  BORG_BASE_DIR: join(folder, 'borg'),
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
};
const repository = join(folder, 'repository');
const borg = (...args: string[]) => execFileSync('borg', args, { env, cwd: folder });
let catalog: Catalog;

beforeAll(() => {
  const program = join(built, 'catalog-thread.mjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, '..', 'src', 'catalog-thread.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3'],
  });
  catalog = new Catalog({ folder: join(folder, 'catalog'), program: pathToFileURL(program) });
  const source = join(folder, 'source');
  mkdirSync(join(source, 'sub'), { recursive: true });
  writeFileSync(
    Buffer.concat([Buffer.from(join(source, 'sub', 'na')), Buffer.from([0xff]), Buffer.from('me')]),
    'bytes',
  );
  writeFileSync(join(source, 'back\\slash\nand line'), 'odd');
  writeFileSync(join(source, 'größe.txt'), 'ü');
  linkSync(join(source, 'größe.txt'), join(source, 'sub', 'hard'));
  symlinkSync('größe.txt', join(source, 'link'));
  borg('init', '--encryption', 'none', repository);
  borg('create', `${repository}::one`, 'source');
});
afterAll(async () => {
  await catalog[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
  rmSync(built, { recursive: true });
});

const open = (id: string, signal?: AbortSignal) =>
  catalog.openListing('r1', { id, client: 'c', config: 'k', timestamp: 1 }, signal);

async function take(id: string, archive: string): Promise<number> {
  await using listing = await open(id);
  const list = spawn('borg', ['list', '--format', ENTRY_FORMAT, `${repository}::${archive}`], { env });
  for await (const chunk of list.stdout) await listing.write(chunk);
  return listing.finish();
}

const level = { sort: 'name', descending: false, limit: 100, cursor: null } as const;

describe('the catalog in its threads', () => {
  it('takes in what Borg lists, odd names and links included', async () => {
    expect(await catalog.ask('r1', 'entries', { archiveId: 'a1' })).toBeNull();
    expect(await take('a1', 'one')).toBe(7);
    const page = await catalog.ask('r1', 'level', { archiveId: 'a1', path: 'source', ...level });
    expect(page).toMatchObject({
      items: [
        { name: 'sub', type: 'directory', files: 2 },
        { name: 'back\\\\slash\nand line', type: 'file', size: 3 },
        { name: 'größe.txt', type: 'file' },
        { name: 'link', type: 'symlink', link: 'größe.txt' },
      ],
    });
    const found = await catalog.ask('r1', 'search', {
      text: 'na\\xffME',
      archiveId: null,
      client: null,
      limit: 5,
      cursor: null,
    });
    expect(found.items).toMatchObject([{ path: 'source/sub/na\\xffme', size: 5, archiveId: 'a1' }]);
  });

  it('answers while an archive is taken in, and shows none that was given up', async () => {
    await using listing = await catalog.openListing('r1', {
      id: 'a2',
      client: 'c',
      config: 'k',
      timestamp: 2,
    });
    await listing.write(
      Buffer.from('-rw-r--r--\\x001\\x002026-01-01T00:00:00.000000\\x00root\\x00root\\x00half\\x00\\x00'),
    );
    expect(await catalog.ask('r1', 'entries', { archiveId: 'a1' })).toBe(7);
    await listing[Symbol.asyncDispose]();
    expect(await catalog.ask('r1', 'entries', { archiveId: 'a2' })).toBeNull();
    expect(await take('a3', 'one')).toBe(7);
    const history = await catalog.ask('r1', 'history', { client: 'c', path: 'source/link' });
    expect(history).toMatchObject([{ first: { archiveId: 'a1' }, last: { archiveId: 'a3' } }]);
  });

  it('takes in one archive of a repository after the other, however many are asked for at once', async () => {
    expect(await Promise.all(['a4', 'a5', 'a6'].map((id) => take(id, 'one')))).toEqual([7, 7, 7]);
    const waiting = new AbortController();
    await using first = await open('a7');
    const given = open('a8', waiting.signal);
    waiting.abort(new Error('given up'));
    await expect(given).rejects.toThrow('given up');
    await first[Symbol.asyncDispose]();
    expect(await take('a9', 'one')).toBe(7);
  });

  it('opens a folder while a long comparison goes on', async () => {
    const file = openCatalog(join(folder, 'catalog', 'r4.db'));
    for (const config of ['k', 'l']) {
      const listing = new ArchiveListing(file, { id: config, client: 'c', config, timestamp: 1 });
      for (let number = 0; number < 60_000; number += 1) listing.add(fileEntry(`f/${config}${number}`));
      listing.finish();
    }
    file.close();
    const compare = () => {
      const page = { change: null, folders: 5, isWithTotals: true, limit: 10, cursor: null };
      return catalog.ask('r4', 'compare', { archiveId: 'k', otherId: 'l', ...page });
    };
    await Promise.all([compare(), catalog.ask('r4', 'entries', { archiveId: 'k' })]); // both threads are there
    const ended: string[] = [];
    await Promise.all([
      compare().then(() => ended.push('compared')),
      catalog.ask('r4', 'level', { archiveId: 'k', path: 'f', ...level }).then(() => ended.push('opened')),
    ]);
    expect(ended).toEqual(['opened', 'compared']);
  });

  it('throws away a file that is none of its own and begins anew', async () => {
    writeFileSync(
      join(folder, 'catalog', 'r2.db'),
      'not a database, but long enough to look like one'.repeat(100),
    );
    expect(await catalog.ask('r2', 'entries', { archiveId: 'a1' })).toBeNull();
    catalog.remove('r1');
    expect(await catalog.ask('r3', 'level', { archiveId: 'a1', path: '', ...level })).toBe('not-listed');
  });
});
