import { randomFillSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Archive } from '@borgcube/domain/archive/archive';
import type { Client } from '@borgcube/domain/client/client';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { Repository } from '@borgcube/domain/repository/repository';
import type { SshKey } from '@borgcube/domain/ssh-key/ssh-key';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { makeSshClient } from '@borgcube/testing/house/make-ssh-client';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { findProcesses } from '@borgcube/testing/process/find-processes';
import { clientLeftovers } from '@borgcube/testing/sshd/client-leftovers';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const dataDir = mkdtempSync(join(tmpdir(), 'borgcube-pull-'));
const folder = mkdtempSync(join(tmpdir(), 'borgcube-pull-files-'));
const source = join(folder, 'source');
let house: House;
let sshd: TestSshd;
let client: Client;
let repository: Repository;
const borg = plainBorg(folder, CANARY_PASSPHRASE);

beforeAll(async () => {
  makeHostileTree(source);
  [house, sshd] = await Promise.all([startHouse({ dataDir }), startSshd()]);
  client = await makeSshClient(house, sshd, 'pulled');
  repository = await house.makeRepository({ url: join(folder, 'repository') });
}, 120_000);
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await sshd.stop();
  for (const path of [dataDir, folder]) rmSync(path, { recursive: true, force: true });
});

const makePull = (change: Record<string, unknown> = {}) =>
  house.makeConfig({
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
    transport: 'pull',
    ...change,
  });

describe('a pull', () => {
  it.each([
    [{ excludes: ['*.o', 're:^x'] }, 'excludes.1'],
    [{ readSpecial: true }, 'readSpecial'],
    [{ ignoreInode: true }, 'ignoreInode'],
    [{ extraOptions: '--noatime' }, 'extraOptions'],
    [{ rateLimit: 100 }, 'rateLimit'],
    [{ checkpointInterval: 60 }, 'checkpointInterval'],
  ])('refuses %j by name', async (change, field) => {
    const refused = await makePull(change).catch((error) => error);
    expect(refused.data).toMatchObject({
      code: 'BAD_REQUEST',
      fieldErrors: { [field]: [expect.any(String)] },
    });
  });

  it('is recorded under the fingerprint that its archive has at last', async () => {
    const { id } = await makePull();
    const job = await house.backUp(id);
    expect(job).toMatchObject({ state: 'done', failureCause: null, borgWarning: null });
    const archive = await house.query<Archive>('archives.get', { id: job.archiveId });
    const listed = JSON.parse(borg.run(['list', '--json', repository.url])) as {
      archives: { id: string; name: string }[];
    };
    expect(listed.archives).toMatchObject([{ id: archive.fingerprint, name: archive.name }]);
    expect(archive.nfiles).toBeGreaterThan(10);
    expect(clientLeftovers(sshd)).toEqual([]);
    borg.run(['check', repository.url]);
  });

  it('tells what would run', async () => {
    const { id } = await makePull();
    const { commandLine } = await house.query<{ commandLine: string }>('backupConfigs.commandLine', { id });
    expect(commandLine).toMatch(
      /^ssh \S+ 'tar --create .* \| borg .*import-tar .*pulled-NNNNN\.partial' -|\.partial -$/,
    );
  });

  it('needs a connection', async () => {
    const { id: clientId } = await house.makeClient();
    const { id } = await makePull({ clientId });
    expect((await house.backUp(id)).failureCause).toMatchObject({ kind: 'client-connection-missing' });
  });

  it('leaves no archive when tar could not read everything', async () => {
    const path = join(folder, 'bin');
    mkdirSync(path);
    writeFileSync(
      join(path, 'tar'),
      '#!/bin/sh\n/usr/bin/tar "$@"; echo "tar: x: Read error" >&2; exit 2\n',
      { mode: 0o755 },
    );
    await using failing = await startSshd({ path });
    const before = borg.archiveNames(repository.url);
    const { id: clientId } = await makeSshClient(house, failing, 'half-read');
    const { id } = await makePull({ clientId });
    expect(await house.backUp(id)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'command-failed', exitCode: 2, message: 'tar: x: Read error' },
    });
    expect(borg.archiveNames(repository.url)).toEqual(before);
  });
});

async function ownKey(): Promise<SshKey | undefined> {
  const { items } = await house.query<{ items: SshKey[] }>('sshKeys.list');
  return items.find(({ name }) => name === client.hostname);
}

describe('a repository behind ssh', () => {
  let remote: Repository;

  it.each(['repokey', 'keyfile'])(
    'of encryption %s takes backups of this server, by pull and over ssh',
    async (encryption) => {
      const key = await ownKey();
      const place = join(folder, `behind ${encryption}`.replace(' ', '-'));
      remote = await house.makeRepository({
        url: `ssh://${sshd.remote}:${sshd.port}${place}`,
        encryption,
        sshKeyId: key?.id,
        hostKeyFingerprint: sshd.hostKey.fingerprint,
      });
      expect(remote).toMatchObject({ hasKey: true, hostKey: sshd.hostKey.fingerprint });
      const own = await house.makeClient();
      const configs = [
        await house.makeConfig({ clientId: own.id, repositoryId: remote.id, paths: [source] }),
        await makePull({ repositoryId: remote.id }),
      ];
      for (const { id } of configs) {
        expect(await house.backUp(id)).toMatchObject({ state: 'done', failureCause: null });
      }
      if (encryption === 'repokey') expect(borg.archiveNames(place)).toHaveLength(2);
    },
  );

  it.each(['repokey', 'keyfile'])(
    'of encryption %s is reached through this server where Borg runs on the client',
    async (encryption) => {
      const key = await ownKey();
      const alone = await house.makeRepository({
        url: `ssh://${sshd.remote}:${sshd.port}${join(folder, `alone-${encryption}`)}`,
        encryption,
        sshKeyId: key?.id,
        hostKeyFingerprint: sshd.hostKey.fingerprint,
      });
      const { id } = await makePull({ repositoryId: alone.id, transport: 'ssh' });
      const job = await house.backUp(id);
      expect(job).toMatchObject({ state: 'done', failureCause: null });
    },
  );

  it('is not written to when another one lies there', async () => {
    const mismatch = join(folder, 'behind-keyfile');
    rmSync(mismatch, { recursive: true });
    borg.run(['init', '--encryption=none', mismatch]);
    const { id } = await makePull({ repositoryId: remote.id });
    expect((await house.backUp(id)).failureCause).toMatchObject({ kind: 'repository-id-mismatch' });
    expect(borg.archiveNames(mismatch)).toEqual([]);
  });
});

/** A tar that has come some way, and then goes on at a crawl for as long as `crawl` is there. */
function makeCrawlingTar(path: string, crawl: string): void {
  mkdirSync(path, { recursive: true });
  const script = [
    '#!/bin/sh',
    'case "$1" in --create) ;; *) exec /usr/bin/tar "$@" ;; esac',
    '/usr/bin/tar "$@" | {',
    '  for piece in $(seq 60); do head -c 65536; sleep 0.03; done',
    `  while [ -e ${crawl} ] && head -c 512; do sleep 0.05; done`,
    '  exec cat',
    '}',
    '',
  ];
  writeFileSync(join(path, 'tar'), script.join('\n'), { mode: 0o755 });
}

it('leaves nothing but a job that says so when the server is killed in the middle', async () => {
  const big = mkdtempSync(join(folder, 'big-'));
  for (let n = 0; n < 64; n++) writeFileSync(join(big, `${n}`), randomFillSync(Buffer.alloc(128 * 1024)));
  const crawl = join(big, 'crawl');
  writeFileSync(crawl, '');
  makeCrawlingTar(join(big, 'bin'), crawl);
  await using slow = await startSshd({ path: join(big, 'bin') });
  const { id: clientId } = await makeSshClient(house, slow, basename(big));
  const { id } = await makePull({ clientId, paths: [big] });
  const before = borg.archiveNames(repository.url);
  const job = await house.start(id);
  await house.untilJob(job.id, ({ progress }) => (progress?.originalSize ?? 0) > 0);
  await house.server.stop('SIGKILL');
  await vi.waitFor(() => expect(clientLeftovers(slow)).toEqual([]), { timeout: 60_000, interval: 100 });

  house = await startHouse({ dataDir });
  const ended = await house.untilJob(job.id, ({ state }) => isFinal(state));
  expect(ended).toMatchObject({ state: 'failed', failureCause: { kind: 'worker-restart' } });
  expect(borg.archiveNames(repository.url)).toEqual(before);
  expect(findProcesses((argv) => argv.includes(repository.url))).toEqual([]);
  rmSync(crawl);
  expect(await house.backUp(id)).toMatchObject({ state: 'done', failureCause: null });
}, 180_000);
