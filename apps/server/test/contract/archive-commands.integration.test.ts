import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trigger } from '@borgcube/domain/trigger/trigger';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBorgcube } from './run-borgcube.ts';

let house: House;
let archive: { readonly id: string; readonly name: string };
let configId: string;
let source: string;
beforeAll(async () => {
  house = await startHouse();
  source = join(house.folder, 'source');
  mkdirSync(join(source, 'notes'), { recursive: true });
  writeFileSync(join(source, 'notes', 'hello.txt'), 'hello\n');
  writeFileSync(join(source, 'big.bin'), Buffer.alloc(3_000_000, 'x'));
  const [repository, client] = [
    await house.makeRepository({ name: 'vault' }),
    await house.makeClient({ hostname: 'web01' }),
  ];
  configId = (await house.makeConfig({ clientId: client.id, repositoryId: repository.id, paths: [source] }))
    .id;
  await house.backUp(configId);
  const { items } = await house.query<{ items: Array<typeof archive> }>('archives.list');
  archive = items[0] ?? expect.unreachable();
});
afterAll(() => house[Symbol.asyncDispose]());

const borgcube = (...args: string[]) =>
  runBorgcube(args, { folder: house.folder, dataDir: house.server.dataDir });

describe('archive', () => {
  it('list finds archives by client and repository, name or id', async () => {
    const all = await borgcube('archive', 'list', '--json');
    expect(JSON.parse(all.out)).toEqual([expect.objectContaining({ id: archive.id, name: archive.name })]);
    const table = await borgcube('archive', 'list', '--client', 'web01', '--repository', 'vault');
    expect(table.out).toContain('MiB');
    expect(table.out.split('\n')).toHaveLength(3);
    const none = await borgcube('archive', 'list', '--client', 'nobody');
    expect([none.code, none.error.trim()]).toEqual([1, 'There is no client nobody.']);
  });

  it('browse shows one folder', async () => {
    const place = source.slice(1);
    const shown = await borgcube('archive', 'browse', archive.name, `/${place}/`, '--json');
    const names = JSON.parse(shown.out).map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual(['big.bin', 'notes']);
    const table = await borgcube('archive', 'browse', archive.id, place);
    expect(table.out).toMatch(/2\.86 MiB .* big\.bin/);
    const missing = await borgcube('archive', 'browse', 'no-such-archive');
    expect([missing.code, missing.error.trim()]).toEqual([1, 'There is no archive no-such-archive.']);
  });

  it('extract saves one file whole, and replaces nothing unasked', async () => {
    const path = `${source.slice(1)}/big.bin`;
    const saved = await borgcube('archive', 'extract', archive.name, path, '--json');
    const file = join(house.folder, 'big.bin');
    expect([saved.code, JSON.parse(saved.out)]).toEqual([
      0,
      { archiveId: archive.id, path, file, size: 3_000_000 },
    ]);
    expect(readFileSync(file).equals(readFileSync(join(source, 'big.bin')))).toBe(true);
    writeFileSync(file, 'mine');
    const again = await borgcube('archive', 'extract', archive.name, path);
    expect([again.code, again.error]).toEqual([1, expect.stringContaining('is there already')]);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await borgcube('archive', 'extract', archive.name, path, '--force')).code).toBe(0);
    expect(readFileSync(file)).toHaveLength(3_000_000);
    const hello = `${source.slice(1)}/notes/hello.txt`;
    expect(await borgcube('archive', 'extract', archive.name, hello, '-o', '-')).toMatchObject({
      code: 0,
      out: 'hello\n',
    });
    const missing = await borgcube('archive', 'extract', archive.name, 'no/such/file', '-o', 'nothing');
    expect([missing.code, missing.error]).toEqual([1, expect.stringContaining('There is no file')]);
    expect(existsSync(join(house.folder, 'nothing'))).toBe(false);
    const both = await borgcube('archive', 'extract', archive.name, hello, '-o', '-', '--json');
    expect(both.code).toBe(2);
    expect(readdirSync(house.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('extract saves several files and folders as one, called by host and day', async () => {
    const paths = ['big.bin', 'notes'].map((name) => `${source.slice(1)}/${name}`);
    const saved = await borgcube(
      'archive',
      'extract',
      archive.name,
      ...paths,
      '--format',
      'tar.zst',
      '--json',
    );
    const { file, ...told } = JSON.parse(saved.out);
    expect(told).toMatchObject({ archiveId: archive.id, paths, format: 'tar.zst' });
    expect(file).toMatch(/\/[^/]+-\d{4}-\d\d-\d\d\.tar\.zst$/);
    const held = execFileSync('tar', ['--zstd', '-tf', file], { encoding: 'utf8' });
    expect(held.trim().split('\n').toSorted()).toEqual([paths[0], `${paths[1]}/`, `${paths[1]}/hello.txt`]);
    const several = await borgcube('archive', 'extract', archive.name, ...paths);
    expect([several.code, several.error]).toEqual([1, expect.stringContaining('raw gives one file')]);
  });
});

it('stats tells archives, data and the backups of today', async () => {
  const { code, out } = await borgcube('stats', '--json');
  const stats = JSON.parse(out);
  expect([code, stats]).toMatchObject([0, { archives: 1, backupsToday: 1, clients: 1 }]);
  expect(stats.repositories).toEqual([expect.objectContaining({ name: 'vault', archives: 1 })]);
  expect(stats.originalSize).toBeGreaterThan(3_000_000);
  const table = await borgcube('stats');
  expect(table.out).toMatch(/archives: +1\n/);
  expect(table.out).toMatch(/vault +1 /);
});

describe('import-archives', () => {
  beforeAll(async () => {
    const { url } = await house.makeRepository({ name: 'old', encryption: 'none', passphrase: '' });
    const borg = plainBorg(house.folder, '');
    const env = { BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes' };
    for (const name of ['mail01-2020', 'mail01-2021', 'other-2020']) {
      borg.run(['create', `${url}::${name}`, source], house.folder, env);
    }
    await house.makeClient({ hostname: 'mail01' });
  });

  it('imports one by its name, waits, and tells what it did', async () => {
    const { code, out, error } = await borgcube('import-archives', 'mail01', 'old', 'mail01-2020', '--json');
    expect([code, error, JSON.parse(out)]).toEqual([
      0,
      '',
      {
        jobId: expect.any(Number),
        state: 'done',
        imported: ['mail01-2020'],
        warnings: [],
        failureCause: null,
      },
    ]);
    const listed = await borgcube('archive', 'list', '--client', 'mail01', '--json');
    expect(JSON.parse(listed.out).map(({ name }: { name: string }) => name)).toEqual(['mail01-2020']);
  });

  it('imports by a pattern, and twice is as once', async () => {
    const first = await borgcube('import-archives', '--regex', 'mail01', 'old', 'mail01-.*');
    expect([first.code, first.out.split('\n').sort()]).toEqual([0, ['', 'mail01-2020', 'mail01-2021']]);
    const again = await borgcube('import-archives', '--regex', 'mail01', 'old', 'mail01-.*');
    expect([again.code, again.out.split('\n').sort()]).toEqual([0, ['', 'mail01-2020', 'mail01-2021']]);
    const queued = await borgcube('import-archives', '--no-wait', 'mail01', 'old', 'mail01-2020', '--json');
    expect(JSON.parse(queued.out)).toMatchObject({ kind: 'import', alreadyQueued: false });
  });

  it('fails for what is not there, and is wrong usage for a pattern that is none', async () => {
    const none = await borgcube('import-archives', 'mail01', 'old', 'no-such-archive');
    expect([none.code, none.error]).toEqual([
      1,
      expect.stringContaining('no archive no-such-archive in old'),
    ]);
    const wrong = await borgcube('import-archives', '--regex', 'mail01', 'old', '(');
    expect([wrong.code, wrong.error]).toEqual([2, expect.stringContaining('archive')]);
    const nobody = await borgcube('import-archives', 'nobody', 'old', 'x');
    expect([nobody.code, nobody.error.trim()]).toEqual([1, 'There is no client nobody.']);
  });
});

describe('trigger', () => {
  const make = (access: string[]) =>
    house.mutate<Trigger>('triggers.create', {
      target: { type: 'backupConfig', id: configId },
      access,
      comment: 'a script',
    });

  it('starts what the id allows the command line to start', async () => {
    const { triggerId } = await make(['local-cli']);
    const { code, out, error } = await borgcube('trigger', triggerId ?? '', '--json');
    expect([code, error, JSON.parse(out)]).toEqual([0, '', { jobs: [expect.any(Number)] }]);
    const [job] = JSON.parse(out).jobs;
    expect(await house.untilJob(job, ({ state }) => state === 'done')).toMatchObject({ configId });
  });

  it('fails alike for an id that is not there and one that is meant for the web', async () => {
    const web = await make(['anonymous-web']);
    for (const id of [web.triggerId ?? '', '0b0f9d3e-8a1a-4c39-9d53-3e4f5a6b7c8d', 'nonsense']) {
      const { code, out, error } = await borgcube('trigger', id);
      expect([code, out, error]).toEqual([1, '', 'There is no such trigger.\n']);
    }
  });
});
