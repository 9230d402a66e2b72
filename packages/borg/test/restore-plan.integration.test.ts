import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CraftedItem, craftArchive } from '@borgcube/testing/borg/craft-archive';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSPHRASE, type RestoreHouse, startRestoreHouse } from './restore-house.ts';

let house: RestoreHouse;
let crafted = 0;

beforeAll(async () => {
  house = await startRestoreHouse();
}, 60_000);
afterAll(() => house?.stop());

function craft(items: readonly CraftedItem[]): string {
  const name = `crafted${++crafted}`;
  const repository = {
    path: house.target.url,
    passphrase: PASSPHRASE,
    baseDir: join(house.root, 'crafting'),
  };
  craftArchive(repository, name, items);
  return name;
}

describe('a plan of a restore', () => {
  it('holds each entry once, every folder before what lies in it', async () => {
    const { entries, counts, above } = await house.plan(['']);
    expect(counts).toEqual({ files: 20, folders: 15, links: 2, others: 1, bytes: expect.any(Number) });
    expect(above).toEqual([]);
    const seen = new Set<string>(['']);
    for (const { path, type } of entries) {
      expect(seen.has(path)).toBe(false);
      expect(seen.has(path.slice(0, Math.max(0, path.lastIndexOf('/'))))).toBe(true);
      if (type === 'd') seen.add(path);
    }
    const facts = (path: string) => entries.find((entry) => entry.path === path);
    expect(facts('tree/script.sh')).toMatchObject({ type: 'f', mode: 0o750, size: 10 });
    expect(facts('tree/dangling link')).toMatchObject({ type: 'l', link: '/does/not/exist' });
    const twins = [facts('tree/plain.txt'), facts('tree/hard link to plain.txt')];
    expect(twins.filter((one) => one && 'hardLink' in one)).toHaveLength(1);
  });

  it('takes exactly what is asked for, whatever bytes it is called by, and the folders above it', async () => {
    const name = 'latin1-\\xe4\\xf6\\xfc\\xff';
    const asked = [`tree/dir ${name}/${name}`, 'tree/dir ::archive@host:path'];
    const { entries, above, counts } = await house.plan(asked);
    expect(entries.map(({ path }) => path)).toEqual([
      'tree',
      'tree/dir ::archive@host:path',
      'tree/dir ::archive@host:path/::archive@host:path',
      `tree/dir ${name}`,
      `tree/dir ${name}/${name}`,
    ]);
    expect(above).toEqual(['tree', `tree/dir ${name}`]);
    expect(counts).toMatchObject({ files: 2, folders: 1 });
  });

  it('says which path is not in the archive', async () => {
    const refusal = expect.objectContaining({
      failure: expect.objectContaining({ kind: 'archive-missing', path: 'tree/nope' }),
    });
    await expect(house.plan(['tree/plain.txt', 'tree/nope'])).rejects.toEqual(refusal);
  });

  it('says that the archive is not there', async () => {
    const refusal = expect.objectContaining({
      failure: expect.objectContaining({ kind: 'archive-missing' }),
    });
    await expect(house.plan([''], 'nothing')).rejects.toEqual(refusal);
  });

  it('takes the last of two entries that overlapping paths of a config made, and folders that nobody stored', async () => {
    const folder = join(house.source, 'twice', 'deep');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'file'), 'x');
    await house.create('overlap', ['twice', 'twice/deep/file']);
    expect((await house.plan([''], 'overlap')).entries.map(({ path }) => path)).toEqual([
      'twice',
      'twice/deep',
      'twice/deep/file',
    ]);
    await house.create('alone', ['twice/deep/file']);
    const alone = await house.plan(['twice/deep'], 'alone');
    expect(alone.entries).toMatchObject([{ mode: null, isAbove: true }, { mode: null }, { mode: 0o644 }]);
    expect(alone.counts).toMatchObject({ files: 1, folders: 0 });
  });

  it('takes an archive that was made of "."', async () => {
    await house.create('dot', ['.'], join(house.source, 'twice'));
    expect((await house.plan([''], 'dot')).entries.map(({ path }) => path)).toEqual(['deep', 'deep/file']);
  });
});

const file = (path: string): CraftedItem => ({ type: 'f', path, content: 'x' });
const folder = (path: string): CraftedItem => ({ type: 'd', path });
const link = (path: string, source: string): CraftedItem => ({ type: 'l', path, source });
const hard = (path: string, source: string): CraftedItem => ({ type: 'f', path, source });

/** One text that reads like several fields of a listing. */
const told = (...fields: readonly string[]): string => fields.join('\0');
const TIME = '2023-11-14T22:13:20.000000';

describe('an archive that would write outside of its target is refused', () => {
  it.each<[string, readonly CraftedItem[], string]>([
    ['an absolute path', [file('/etc/cron.d/x')], 'begins with a slash'],
    ['a path upwards', [file('../x')], '..'],
    ['a path upwards further down', [folder('a'), file('a/../../x')], '..'],
    ['a file below a link', [link('a', '/etc'), file('a/x')], 'lies below a'],
    ['a file far below a link', [link('a', '/etc'), folder('a/b'), file('a/b/x')], 'lies below a'],
    ['a link that comes after what lies below it', [file('a/x'), link('a', '/etc')], 'lies below a'],
    ['a file below a file', [file('a'), file('a/x')], 'lies below a'],
    ['a link and a folder of one name', [link('a', '/etc'), folder('a'), file('a/x')], 'twice'],
    ['a hard link upwards', [hard('a', '../../etc/shadow')], 'hard link'],
    ['a hard link to an absolute path', [hard('a', '/etc/shadow')], 'hard link'],
    ['a hard link through a link', [link('l', '/etc'), hard('a', 'l/shadow')], 'hard link leads through it'],
    [
      'an entry that hides behind another owner',
      [
        link('l', '/etc'),
        { ...file('l/x'), user: told('root', 'root', '1', TIME, 'healthy', '', 'cover'), group: '-' },
        { ...file('end'), user: told('cover of the end', '-', '-rwxr-xr-x', '0', '0', 'root') },
      ],
      'NUL',
    ],
    ['a path that Borg would have to cut', [file('a\0b')], 'NUL'],
    [
      'a hard link through a link that is no UTF-8',
      [folder('\udcfe'), file('\udcfe/shadow'), link('\udcff', '/etc'), hard('a', '\udcff/shadow')],
      'hard link leads through it',
    ],
  ])('%s', async (_, items, reason) => {
    const archive = craft([file('harmless'), ...items]);
    const refusal = expect.objectContaining({
      failure: expect.objectContaining({
        kind: 'client-violated-protocol',
        message: expect.stringContaining(reason),
      }),
    });
    await expect(house.plan([''], archive)).rejects.toEqual(refusal);
  });

  it('as long as that is asked for', async () => {
    const archive = craft([file('harmless'), link('a', '/etc'), file('a/x')]);
    expect((await house.plan(['harmless'], archive)).counts.files).toBe(1);
    await expect(house.plan(['a/x'], archive)).rejects.toThrow('lies below a');
  });
});
