import { execFileSync, spawnSync } from 'node:child_process';

import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { listProcesses } from '@borgcube/testing/process/find-processes';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { borgHostId } from '../process/host-id.ts';
import { isAlive, type ProcessIdentity } from '../process/process-identity.ts';
import { initRepository } from '../repository/init-repository.ts';
import { listArchives } from '../repository/list-archives.ts';
import { listEntries } from '../repository/list-entries.ts';
import { readLock } from '../repository/repository-lock.ts';
import type { CreateEvents, CreateRun } from './create-run.ts';
import { runCreate } from './run-create.ts';
import type { SshCreateTarget } from './run-create-ssh.ts';

const root = mkdtempSync(join(tmpdir(), 'borgcube-'));
const source = join(root, "so 'ur\nce");
const PASSPHRASE = 'c4n4ry "quoted" $HOME';
let sshd: TestSshd;
let target: SshCreateTarget;
let jobId = 0;

function makeRun(change: Partial<CreateRun> = {}, paths: readonly string[] = [source]): CreateRun {
  jobId++;
  const spec = {
    paths,
    excludes: [],
    oneFileSystem: true,
    compression: 'none',
    checkpointInterval: 1800,
    readSpecial: false,
    ignoreInode: false,
    extraOptions: '',
  };
  return { archive: `web01-${jobId}`, configId: 'config1', jobId, mountPoints: [], spec, ...change };
}

/** A file that Borg reads as slowly as the test wants; it looks for signals between two chunks of 8 MiB. */
function slowFile(name: string) {
  const path = join(root, name);
  execFileSync('mkfifo', [path]);
  const writer = createWriteStream(path);
  writer.on('error', () => {});
  writer.write(Buffer.alloc(10_000_000, name));
  return {
    path,
    run: { spec: { ...makeRun({}, [path, source]).spec, readSpecial: true } },
    finish: () => writer.end(Buffer.alloc(10_000_000, `${name}!`)),
  };
}

async function onceReading(run: CreateRun, events: CreateEvents = {}) {
  let isReading = () => {};
  const reading = new Promise<void>((resolve) => {
    isReading = resolve;
  });
  const running = runCreate(target, run, {
    ...events,
    onProgress: ({ originalSize }) => originalSize > 0 && isReading(),
  });
  await reading;
  return running;
}

const borgOnClient = () =>
  listProcesses().filter(({ argv }) => argv.includes('create --json') && argv.startsWith('/usr/bin/python3'));

beforeAll(async () => {
  sshd = await startSshd();
  mkdirSync(join(source, '-d'), { recursive: true });
  writeFileSync(Buffer.concat([Buffer.from(`${source}/-d/`), Buffer.from([0xff, 0x0a, 0x27])]), 'not UTF-8');
  writeFileSync(join(source, 'a'), 'content');
  const environment = { borg: 'borg', ssh: 'ssh', baseDir: join(root, 'borg'), hostId: borgHostId() };
  const repository = {
    folder: 'r1',
    url: join(root, 'repo sitory'),
    passphrase: new SecretText(PASSPHRASE),
    remoteBorg: 'borg',
    ssh: null,
  };
  const access = {
    remote: sshd.remote,
    port: sshd.port,
    rsh: 'ssh',
    rshOptions: '',
    identity: { privateKey: new SecretText(sshd.privateKey) },
    hostKey: sshd.hostKey.line,
  };
  target = {
    environment,
    repository,
    transport: { type: 'ssh', access, remoteBorg: 'borg', remoteCacheDir: null },
  };
  await initRepository(environment, repository, 'repokey');
});
afterAll(async () => {
  await sshd.stop();
  rmSync(root, { recursive: true, force: true });
});

async function nothingIsLeft(): Promise<void> {
  await vi.waitFor(() => expect(sshd.sessions().length).toBe(0), { timeout: 10_000, interval: 100 });
  expect(await readLock(target.repository.url)).toEqual([]);
  expect(readdirSync(join(target.environment.baseDir, 'tmp'))).toEqual([]);
  const runs = join(sshd.home, '.cache/borgcube/run/config1');
  expect(existsSync(runs) ? readdirSync(runs) : []).toEqual([]);
}

describe('a backup over ssh', () => {
  it('proves its archive, and leaves nothing behind', async () => {
    const stages: string[] = [];
    const identities: ProcessIdentity[] = [];
    const run = makeRun();
    const result = await runCreate(target, run, {
      onStage: async (stage) => void stages.push(stage),
      onProcess: async (identity) => void identities.push(identity),
    });
    expect(result).toMatchObject({ outcome: 'done', cause: null, warnings: [], isEmpty: false });
    expect(result.archive).toMatchObject({ name: run.archive, stats: { nfiles: 2 } });
    expect((await listArchives(target.environment, target.repository)).map(({ id }) => id)).toEqual([
      result.archive?.id,
    ]);
    const paths: string[] = [];
    for await (const { path } of listEntries(target.environment, target.repository, run.archive))
      paths.push(path);
    expect(paths).toContain(`${source.slice(1)}/-d/\\xff\n'`);
    expect(stages).toEqual(['prepared', 'running', 'ended', 'cleanup']);
    expect(identities).toHaveLength(2);
    expect(identities.some(isAlive)).toBe(false);
    await nothingIsLeft();
  });

  it('shows its passphrase to nobody, neither here nor on the client', async () => {
    const slow = slowFile('canary');
    const running = onceReading(makeRun(slow.run));
    await vi.waitFor(() => expect(borgOnClient()).toHaveLength(1), { timeout: 20_000 });
    const seen = listProcesses();
    expect(seen.filter(({ argv, environ }) => `${argv}${environ}`.includes('c4n4ry'))).toEqual([]);
    slow.finish();
    expect((await running).outcome).toBe('done');
    expect(
      spawnSync('grep', ['-rl', 'c4n4ry', sshd.home, target.environment.baseDir]).stdout.toString(),
    ).toBe('');
  });
});
