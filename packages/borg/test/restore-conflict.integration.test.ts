import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RestoreHouse, startRestoreHouse } from './restore-house.ts';

let house: RestoreHouse;
beforeAll(async () => {
  house = await startRestoreHouse();
  const folder = join(house.source, 'site');
  mkdirSync(join(folder, 'sub', 'deep'), { recursive: true });
  for (const name of ['a', 'b', 'sub/c', 'sub/deep/d', 'link']) {
    if (name !== 'link') writeFileSync(join(folder, name), `stored ${name}`);
  }
  symlinkSync('a', join(folder, 'link'));
  chmodSync(join(folder, 'sub'), 0o750);
  utimesSync(join(folder, 'sub'), new Date(1e12), new Date(1e12));
  await house.create('site', ['site']);
}, 60_000);
afterAll(() => house?.stop());

/** A target that holds some of it already. */
function makeTarget(): string {
  const path = house.newFolder();
  mkdirSync(join(path, 'site', 'sub'), { recursive: true });
  writeFileSync(join(path, 'site', 'a'), 'mine');
  writeFileSync(join(path, 'site', 'sub', 'other'), 'mine too');
  return path;
}

const restore = (path: string, conflict: 'refuse' | 'skip' | 'overwrite', more = {}) =>
  house.restore(house.server, { archive: 'site', paths: ['site'], path, conflict, ...more });
const at = (path: string, name: string) => readFileSync(join(path, 'site', name), 'utf8');

describe('what is at the target already', () => {
  it('stops a restore that refuses, before anything is written', async () => {
    const path = makeTarget();
    const { cause, outcomes, stages } = await restore(path, 'refuse');
    expect(cause).toMatchObject({ kind: 'target-conflict', count: 1, paths: ['site/a'] });
    expect(stages).toEqual(['checking']);
    expect(outcomes.map(({ outcome }) => outcome)).not.toContain('written');
    expect(outcomes.find(({ path: one }) => one === 'site/a')).toMatchObject({
      reason: 'something is in its place',
    });
    expect(readdirSync(join(path, 'site'))).toEqual(['a', 'sub']);
    expect(readdirSync(path)).toEqual(['site']);
  });

  it('is none where a folder meets a folder', async () => {
    const path = house.newFolder();
    mkdirSync(join(path, 'site'));
    chmodSync(join(path, 'site'), 0o711);
    const { cause, not } = await restore(path, 'refuse');
    expect(cause).toBeNull();
    expect(not).toMatchObject([
      { path: 'site', outcome: 'skipped', reason: expect.stringContaining('stays as it is') },
    ]);
    expect(lstatSync(join(path, 'site')).mode & 0o7777).toBe(0o711);
    expect(at(path, 'sub/deep/d')).toBe('stored sub/deep/d');
    expect(readdirSync(path)).toEqual(['site']);
  });

  it('stays where it is to be skipped, and what is missing is written', async () => {
    const path = makeTarget();
    const { cause, not } = await restore(path, 'skip');
    expect(cause).toBeNull();
    expect(not.map((line) => [line.path, line.outcome, line.reason])).toEqual([
      ['site', 'skipped', 'the folder was there and stays as it is'],
      ['site/a', 'skipped', 'it was there already'],
      ['site/sub', 'skipped', 'the folder was there and stays as it is'],
    ]);
    expect([at(path, 'a'), at(path, 'b'), at(path, 'sub/c'), at(path, 'sub/other')]).toEqual([
      'mine',
      'stored b',
      'stored sub/c',
      'mine too',
    ]);
    expect(readlinkSync(join(path, 'site/link'))).toBe('a');
  });

  it('is replaced where it is to be overwritten, and a folder gets mode and time back', async () => {
    const path = makeTarget();
    const { cause, not } = await restore(path, 'overwrite');
    expect({ cause, not }).toEqual({ cause: null, not: [] });
    expect([at(path, 'a'), at(path, 'sub/c'), at(path, 'sub/other')]).toEqual([
      'stored a',
      'stored sub/c',
      'mine too',
    ]);
    const sub = lstatSync(join(path, 'site/sub'));
    expect([sub.mode & 0o7777, sub.mtimeMs]).toEqual([0o750, 1e12]);
    expect(readdirSync(path)).toEqual(['site']);
  });

  it('is a link that is replaced and never followed', async () => {
    const path = makeTarget();
    const outside = join(house.newFolder(), 'precious');
    writeFileSync(outside, 'untouched');
    symlinkSync(outside, join(path, 'site', 'b'));
    const { cause } = await restore(path, 'overwrite');
    expect(cause).toBeNull();
    expect(readFileSync(outside, 'utf8')).toBe('untouched');
    expect(lstatSync(join(path, 'site/b')).isFile()).toBe(true);
  });

  it.each(['skip', 'overwrite', 'refuse'] as const)(
    'is a link in place of a folder: nothing goes through it (%s)',
    async (conflict) => {
      const path = house.newFolder();
      const outside = house.newFolder();
      mkdirSync(join(path, 'site'));
      symlinkSync(outside, join(path, 'site', 'sub'));
      const { cause, not } = await restore(path, conflict);
      expect(readdirSync(outside)).toEqual([]);
      expect(lstatSync(join(path, 'site/sub')).isSymbolicLink()).toBe(true);
      if (conflict !== 'skip') {
        expect(cause).toMatchObject({ kind: 'target-conflict', paths: ['site/sub'] });
        expect(readdirSync(join(path, 'site'))).toEqual(['sub']);
        return;
      }
      expect(cause).toBeNull();
      expect(not.map((line) => line.reason)).toEqual([
        'the folder was there and stays as it is',
        'it was there already',
        ...Array(3).fill('site/sub is no folder there'),
      ]);
      expect(at(path, 'b')).toBe('stored b');
    },
  );

  it('is a folder in place of a file: it is never replaced', async () => {
    const path = house.newFolder();
    mkdirSync(join(path, 'site', 'a', 'precious'), { recursive: true });
    const { cause } = await restore(path, 'overwrite');
    expect(cause).toMatchObject({ kind: 'target-conflict', paths: ['site/a'] });
    expect(existsSync(join(path, 'site/a/precious'))).toBe(true);
    expect(existsSync(join(path, 'site/b'))).toBe(false);
  });

  it('is a link on the way to the target: nothing is written behind it', async () => {
    const elsewhere = house.newFolder();
    const link = join(house.newFolder(), 'link');
    symlinkSync(elsewhere, link);
    for (const path of [link, join(link, 'new')]) {
      const { cause } = await restore(path, 'overwrite');
      expect(cause).toMatchObject({
        kind: 'target-conflict',
        message: expect.stringContaining(`${link} is a link`),
      });
    }
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('is taken out of the way of a single file, with the folders above it as the archive has them', async () => {
    const path = house.newFolder();
    const { cause, outcomes } = await restore(path, 'refuse', { paths: ['site/sub/deep/d'] });
    expect({ cause, outcomes }).toMatchObject({
      cause: null,
      outcomes: [{ path: 'site/sub/deep/d', outcome: 'written' }],
    });
    expect(readdirSync(join(path, 'site/sub'))).toEqual(['deep']);
    const sub = lstatSync(join(path, 'site/sub'));
    expect([sub.mode & 0o7777, sub.mtimeMs]).toEqual([0o750, 1e12]);
    const again = await restore(path, 'refuse', { paths: ['site/sub/deep/d'] });
    expect(again.cause).toMatchObject({ kind: 'target-conflict', count: 1 });
  });
});

it('the same holds on a client, by each way', async () => {
  for (const channel of ['borg', 'scratch', 'tar'] as const) {
    const path = makeTarget();
    const outside = house.newFolder();
    symlinkSync(outside, join(path, 'site', 'b'));
    const run = { archive: 'site', paths: ['site'], path, channel };
    const skipped = await house.restore(house.client, { ...run, conflict: 'skip' });
    expect([skipped.cause, at(path, 'a'), at(path, 'sub/c')]).toEqual([null, 'mine', 'stored sub/c']);
    const written = await house.restore(house.client, { ...run, conflict: 'overwrite' });
    expect([written.cause, written.not, at(path, 'a'), at(path, 'b')]).toEqual([
      null,
      [],
      'stored a',
      'stored b',
    ]);
    expect([readdirSync(outside), readdirSync(path)]).toEqual([[], ['site']]);
  }
});
