import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
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
import { startSshd } from '@borgcube/testing/sshd/start-sshd';
import { expect, vi } from 'vitest';
import type { CreateRun, TargetOf } from '../src/create/create-run.ts';
import { runCreate } from '../src/create/run-create.ts';
import { borgHostId } from '../src/process/host-id.ts';
import { initRepository } from '../src/repository/init-repository.ts';
import { readLock } from '../src/repository/repository-lock.ts';

/** Another one in each process: tests look for it in all processes of the machine. */
export const CANARY = `c4n4ry${process.pid}`;
export const PASSPHRASE = `${CANARY} "quoted" $HOME`;

/** A client with a real sshd, a folder with nasty names on it, and a repository that its backups go to. */
export async function startSshHouse() {
  const root = mkdtempSync(join(tmpdir(), 'borgcube-'));
  const source = join(root, "so 'ur\nce");
  mkdirSync(join(source, '-d'), { recursive: true });
  writeFileSync(Buffer.concat([Buffer.from(`${source}/-d/`), Buffer.from([0xff, 0x0a, 0x27])]), 'not UTF-8');
  writeFileSync(join(source, 'a'), 'content');
  const sshd = await startSshd();
  const target = await makeTarget(root, sshd);
  const configId = randomUUID(); // a run ends what it finds of the same config on the machine
  let jobId = 0;

  function makeRun(change: Partial<CreateRun> = {}, paths: readonly string[] = [source]): CreateRun {
    jobId++;
    const spec = { ...PLAIN_SPEC, paths };
    return { archive: `web01-${jobId}`, configId, jobId, mountPoints: [], spec, ...change };
  }

  /** A file that Borg reads as slowly as the test wants; it looks for signals between two chunks of 8 MiB. */
  function slowFile(name: string) {
    const path = join(root, name);
    execFileSync('mkfifo', [path]);
    const fresh = join(root, `${name}.new`); // Borg writes its checkpoint at a file that it does not know yet
    writeFileSync(fresh, name);
    const writer = createWriteStream(path);
    writer.on('error', () => {});
    writer.write(Buffer.alloc(10_000_000, name));
    const spec = { ...PLAIN_SPEC, paths: [path, fresh], readSpecial: true };
    return { path, run: { spec }, finish: () => writer.end(Buffer.alloc(10_000_000, `${name}!`)) };
  }

  /** Does something once Borg has read the first chunks. */
  async function onceReading(run: CreateRun, act: () => unknown) {
    let isReading = () => {};
    const reading = new Promise<void>((resolve) => {
      isReading = resolve;
    });
    const running = runCreate(target, run, {
      onProgress: ({ originalSize }) => originalSize > 0 && isReading(),
    });
    await Promise.race([reading, running]);
    await act();
    return running;
  }

  /** Others on this machine may have a Borg of their own at work. */
  const borgOnClient = () =>
    listProcesses().filter(
      ({ argv }) =>
        argv.startsWith('/usr/bin/python3') && argv.includes(`ssh://borgcube${target.repository.url}`),
    );

  async function nothingIsLeft(): Promise<void> {
    await vi.waitFor(() => expect(sshd.sessions().length).toBe(0), { timeout: 60_000, interval: 100 });
    expect(await readLock(target.repository.url)).toEqual([]);
    expect(readdirSync(join(target.environment.baseDir, 'tmp'))).toEqual([]);
    const runs = join(sshd.home, '.cache/borgcube/run', configId);
    expect(existsSync(runs) ? readdirSync(runs) : []).toEqual([]);
  }

  async function stop(): Promise<void> {
    await sshd.stop();
    rmSync(root, { recursive: true, force: true });
  }

  return {
    root,
    source,
    sshd,
    target,
    configId,
    makeRun,
    slowFile,
    onceReading,
    borgOnClient,
    nothingIsLeft,
    stop,
  };
}

export type SshHouse = Awaited<ReturnType<typeof startSshHouse>>;

const PLAIN_SPEC = {
  excludes: [],
  oneFileSystem: true,
  compression: 'none',
  checkpointInterval: 1800,
  readSpecial: false,
  ignoreInode: false,
  extraOptions: '',
};

async function makeTarget(
  root: string,
  sshd: Awaited<ReturnType<typeof startSshd>>,
): Promise<TargetOf<'ssh'>> {
  const environment = { borg: 'borg', ssh: 'ssh', baseDir: join(root, 'borg'), hostId: borgHostId() };
  const url = join(root, 'repo sitory');
  const repository = {
    folder: 'r1',
    url,
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
  await initRepository(environment, repository, 'repokey');
  return {
    environment,
    repository,
    transport: { type: 'ssh', access, remoteBorg: 'borg', remoteCacheDir: null },
  };
}
