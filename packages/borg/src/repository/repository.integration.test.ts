import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BorgFailure } from '../exit/borg-failure.ts';
import { borgHostId, originOfHostId } from '../process/host-id.ts';
import type { BorgEnvironment } from './borg-environment.ts';
import { connectRepository } from './connect-repository.ts';
import { extractFile } from './extract-file.ts';
import { freeSpace, hasRoom } from './free-space.ts';
import { exportKey, initRepository } from './init-repository.ts';
import { archiveFigures, listArchives } from './list-archives.ts';
import { type ListedEntry, listEntries } from './list-entries.ts';
import { readRepositoryId } from './read-repository-id.ts';
import { breakLock, readLock } from './repository-lock.ts';
import type { RepositoryTarget } from './repository-target.ts';
import { runBorg } from './run-borg.ts';

const root = mkdtempSync(join(tmpdir(), 'borgcube-'));
const environment: BorgEnvironment = {
  borg: 'borg',
  ssh: 'ssh',
  baseDir: join(root, 'borg'),
  hostId: borgHostId(),
};
const target: RepositoryTarget = {
  folder: 'r1',
  url: join(root, 'new', 'deep dir', 'repository'),
  passphrase: new SecretText('c4n4ry é'),
  remoteBorg: 'borg',
  ssh: null,
};
const source = Buffer.from(join(root, 'source'));
const file = (name: string | Buffer) => Buffer.concat([source, Buffer.from('/'), Buffer.from(name)]);
let borgId = '';

beforeAll(async () => {
  const made = await initRepository(environment, target, 'repokey-blake2');
  borgId = made.borgId;
  expect(made.key?.reveal()).toMatch(new RegExp(`^BORG_KEY ${borgId}\n`));
  mkdirSync(source);
  mkdirSync(file('-d ir'));
  writeFileSync(file(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a])), 'not UTF-8');
  writeFileSync(file("-d ir/new\nline 'é\u{1f480}\\x00"), 'nasty');
  writeFileSync(file('empty'), '');
  writeFileSync(file('big'), Buffer.alloc(3_000_000, 7));
  linkSync(file(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a])), file('hard'));
  symlinkSync('big', file('soft'));
  execFileSync('mkfifo', [file('fifo').toString()]);
  await runBorg({
    environment,
    target,
    args: ['create', '--', `${target.url}::a`, `${source}`],
  });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const inSource = (path: string) => `${source.toString().slice(1)}/${path}`;

async function failureOf(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof BorgFailure ? error.failure.kind : `no failure but ${String(error)}`;
}

describe('a repository', () => {
  it('is made with its parents, its id readable without Borg, and room reserved', async () => {
    expect(await readRepositoryId(target.url)).toBe(borgId);
    expect(readFileSync(join(target.url, 'config'), 'utf8')).toMatch(/additional_free_space = [1-9]\d+/);
    expect((await exportKey(environment, target)).reveal()).toContain(borgId);
  });

  it('is connected to by the right passphrase only', async () => {
    expect(await connectRepository(environment, target)).toEqual({ borgId, encryption: 'repokey-blake2' });
    const wrong = { ...target, passphrase: new SecretText('wrong') };
    expect(await failureOf(connectRepository(environment, wrong))).toBe('repository-passphrase-wrong');
    expect(await failureOf(connectRepository(environment, { ...target, passphrase: null }))).toBe(
      'repository-passphrase-wrong',
    );
  });

  it('says what is wrong with a place that is none', async () => {
    const nowhere = { ...target, url: join(root, 'nowhere') };
    expect(await failureOf(connectRepository(environment, nowhere))).toBe('repository-does-not-exist');
    expect(await failureOf(connectRepository({ ...environment, borg: '/no/borg' }, target))).toBe(
      'client-borg-missing',
    );
    expect(await readRepositoryId(nowhere.url)).toBeNull();
    appendFileSync(file('plain'), '');
    expect(
      await failureOf(initRepository(environment, { ...target, url: file('plain/r').toString() }, 'repokey')),
    ).toBe('repository-does-not-exist');
    rmSync(file('plain'));
  });

  it('lists its archives and their figures in UTC', async () => {
    const [archive, ...more] = await listArchives(environment, target);
    expect(more).toEqual([]);
    expect(archive?.name).toBe('a');
    expect(Math.abs(Date.now() - (archive?.start.getTime() ?? 0))).toBeLessThan(60_000);
    expect(await archiveFigures(environment, target, 'a')).toMatchObject({
      id: archive?.id,
      stats: { nfiles: 4 },
    });
    expect(await failureOf(archiveFigures(environment, target, 'none'))).toBe('archive-missing');
  });

  it('tells who holds its lock, and gives it free', async () => {
    mkdirSync(join(target.url, 'lock.exclusive'));
    writeFileSync(join(target.url, 'lock.exclusive', `${environment.hostId}.4711-0`), '');
    writeFileSync(join(target.url, 'lock.roster'), JSON.stringify({ shared: [['other@1', 12, 0]] }));
    const holders = await readLock(target.url);
    expect(holders).toEqual([
      { hostId: environment.hostId, pid: 4711, access: 'exclusive' },
      { hostId: 'other@1', pid: 12, access: 'shared' },
    ]);
    expect(holders.map(({ hostId }) => originOfHostId(hostId))).toEqual(['this-namespace', 'foreign']);
    await breakLock(environment, target);
    expect(await readLock(target.url)).toEqual([]);
  });

  it('lies on a file system whose free space is known before it exists', async () => {
    const space = await freeSpace(join(root, 'not', 'yet', 'there'));
    expect(space?.total).toBeGreaterThan(space?.free ?? Number.POSITIVE_INFINITY);
    expect(hasRoom({ free: 5, total: 100 })).toBe(true);
    expect(hasRoom({ free: 4, total: 100 })).toBe(false);
  });
});

describe('the entries of an archive', () => {
  it('come with every byte of their names', async () => {
    const entries: ListedEntry[] = [];
    for await (const entry of listEntries(environment, target, 'a')) entries.push(entry);
    const byPath = Object.fromEntries(entries.map((entry) => [entry.path, entry]));
    expect(Object.keys(byPath).sort()).toEqual(
      [
        '',
        '/-d ir',
        "/-d ir/new\nline 'é\u{1f480}\\\\x00",
        '/big',
        '/caf\\xe9\n',
        '/empty',
        '/fifo',
        '/hard',
        '/soft',
      ]
        .map((path) => inSource('').slice(0, -1) + path)
        .sort(),
    );
    expect(byPath[inSource('big')]).toMatchObject({
      type: 'file',
      size: 3_000_000,
      mode: '-rw-r--r--',
      user: 'root',
    });
    expect(byPath[inSource('soft')]).toMatchObject({ type: 'symlink', linkTarget: 'big' });
    expect(byPath[inSource('fifo')]?.type).toBe('fifo');
    const links = entries.filter(({ hardLink }) => hardLink);
    expect(links.map(({ mode }) => mode)).toEqual(['-rw-r--r--']);
    expect(byPath[inSource('-d ir')]).toMatchObject({ type: 'directory', mtime: expect.any(Date) });
  });

  it('can be asked for below one folder, and no further once nobody listens', async () => {
    const paths: string[] = [];
    for await (const { path } of listEntries(environment, target, 'a', {
      paths: [inSource('-d ir')],
      below: true,
    }))
      paths.push(path);
    expect(paths).toHaveLength(2);
    for await (const _ of listEntries(environment, target, 'a')) break;
    expect(await readLock(target.url)).toEqual([]);
  });

  it('fail with the cause', async () => {
    const listing = listEntries(environment, target, 'none');
    expect(await failureOf(listing.next())).toBe('archive-missing');
  });
});

describe('one file', () => {
  it.each([
    ['caf\\xe9\n', 'not UTF-8'],
    ['hard', 'not UTF-8'],
    ["-d ir/new\nline 'é\u{1f480}\\\\x00", 'nasty'],
    ['empty', ''],
  ])('%j comes back as it was', async (path, content) => {
    const found = await extractFile(environment, target, { archive: 'a', path: inSource(path) });
    expect((await buffer(found?.content ?? Readable.from([]))).toString()).toBe(content);
    expect(found?.entry.size).toBe(content.length);
  });

  it('is streamed whole', async () => {
    const found = await extractFile(environment, target, { archive: 'a', path: inSource('big') });
    expect((await buffer(found?.content ?? Readable.from([]))).equals(Buffer.alloc(3_000_000, 7))).toBe(true);
  });

  it('is not found where it is none', async () => {
    expect(await extractFile(environment, target, { archive: 'a', path: inSource('bi') })).toBeNull();
    expect(await extractFile(environment, target, { archive: 'a', path: inSource('-d ir') })).toBeNull();
  });

  // A Borg that is ended in the instant in which it takes the lock leaves it behind; the next one takes that away.
  const lockHolders = (count: number) =>
    vi.waitFor(
      async () => {
        const holders = await readLock(target.url);
        expect(holders.filter(({ pid }) => existsSync(`/proc/${pid}`))).toHaveLength(count);
      },
      { timeout: 30_000 },
    );

  it('ends Borg when nobody reads on', async () => {
    const found = await extractFile(environment, target, { archive: 'a', path: inSource('big') });
    for await (const _ of found?.content ?? []) break;
    await lockHolders(0);
  });

  it('ends Borg when nobody begins to read', async () => {
    const found = await extractFile(environment, target, { archive: 'a', path: inSource('big') });
    await lockHolders(1);
    found?.content.destroy();
    await lockHolders(0);
  });
});
