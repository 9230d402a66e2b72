import { execFileSync, spawnSync } from 'node:child_process';

import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
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
import type { CreateEvents, CreateResult, CreateRun } from './create-run.ts';
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
  const fresh = join(root, `${name}.new`); // Borg writes its checkpoint at a file that it does not know yet
  writeFileSync(fresh, name);
  const writer = createWriteStream(path);
  writer.on('error', () => {});
  writer.write(Buffer.alloc(10_000_000, name));
  return {
    path,
    run: { spec: { ...makeRun({}, [path, fresh]).spec, readSpecial: true } },
    finish: () => writer.end(Buffer.alloc(10_000_000, `${name}!`)),
  };
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

function commandLine(pid: number): string {
  return listProcesses().find((seen) => seen.pid === pid)?.argv ?? '';
}

/** Others on this machine may have a Borg of their own at work. */
const borgOnClient = () =>
  listProcesses().filter(
    ({ argv }) =>
      argv.startsWith('/usr/bin/python3') && argv.includes(`ssh://borgcube${target.repository.url}`),
  );

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
    const result = await onceReading(makeRun(slow.run), () => {
      expect(borgOnClient()).toHaveLength(1);
      const seen = listProcesses().filter(({ argv, environ }) => `${argv}${environ}`.includes('c4n4ry'));
      expect(seen).toEqual([]);
      slow.finish();
    });
    expect(result.outcome).toBe('done');
    expect(
      spawnSync('grep', ['-rl', 'c4n4ry', sshd.home, target.environment.baseDir]).stdout.toString(),
    ).toBe('');
  });

  it('reads names with spaces, quotes and leading dashes as paths, and goes on when one is missing', async () => {
    const dash = join(root, '-- $(touch pwned)');
    writeFileSync(dash, 'x');
    const result = await runCreate(target, makeRun({}, [dash, '/nowhere', source]));
    expect(result).toMatchObject({ outcome: 'done', warnings: ['The path /nowhere is missing.'] });
    expect(result.archive?.stats.nfiles).toBe(3);
  });

  it('knows mount points, and what is missing, before Borg starts', async () => {
    const stages: string[] = [];
    const events = { onStage: async (stage: string) => void stages.push(stage) };
    const unmounted = await runCreate(target, makeRun({ mountPoints: [source] }), events);
    expect(unmounted).toMatchObject({
      outcome: 'failed',
      cause: { kind: 'client-path-missing', paths: [source] },
    });
    const missing = await runCreate(target, makeRun({}, ['/nowhere/1', '/nowhere/2']), events);
    expect(missing.cause).toMatchObject({ kind: 'client-path-missing', paths: ['/nowhere/1', '/nowhere/2'] });
    expect(stages).toEqual(['cleanup', 'cleanup']);
    expect((await runCreate(target, makeRun({}, [source, '/dev/pts']))).mountPoints).toEqual(['/dev/pts']);
    await nothingIsLeft();
  });

  it('runs the commands on the client, with the outcome for the second', async () => {
    const said = join(root, 'said');
    const output: string[] = [];
    const beforeCommand = 'echo "it\'s $HOME"; printf unended';
    const afterCommand = `echo "$BORGCUBE_OUTCOME" >>'${said}'; exit 3`;
    const events: CreateEvents = { onOutput: (line, command) => output.push(`${command}: ${line}`) };
    const done = await runCreate(target, makeRun({ beforeCommand, afterCommand }), events);
    expect(done).toMatchObject({ outcome: 'done', warnings: ['The command after ended with 3.'] });
    expect(output).toEqual([`before: it's ${sshd.home}`, 'before: unended']);
    const failed = await runCreate(target, makeRun({ beforeCommand: 'exit 1', afterCommand }), events);
    expect(failed).toMatchObject({ outcome: 'failed', cause: { kind: 'hook-failed', exitCode: 1 } });
    const limits = { commandMs: 1000 };
    const late = await runCreate(
      target,
      makeRun({ beforeCommand: 'sleep 1000 | cat', afterCommand, limits }),
    );
    expect(late.cause).toMatchObject({
      kind: 'hook-failed',
      message: 'The command before took too long and was ended.',
    });
    expect(readFileSync(said, 'utf8')).toBe('done\nfailed\nfailed\n');
    await nothingIsLeft();
  });

  it('keeps all of its files on the client in the folder that was named for them', async () => {
    const remoteCacheDir = join(root, "cache di'r");
    const transport = { ...target.transport, remoteCacheDir };
    expect((await runCreate({ ...target, transport }, makeRun())).outcome).toBe('done');
    expect(readdirSync(remoteCacheDir).sort()).toEqual(['.cache', '.config', 'run']);
  });
});

describe('a failure over ssh is told by its cause:', () => {
  const at = (access: Partial<SshCreateTarget['transport']['access']>) => ({
    ...target,
    transport: { ...target.transport, access: { ...target.transport.access, ...access } },
  });

  it('wrong passphrase', async () => {
    const wrong = { ...target, repository: { ...target.repository, passphrase: new SecretText('wrong') } };
    const result = await runCreate(wrong, makeRun());
    expect(result).toMatchObject({ cause: { kind: 'repository-passphrase-wrong' }, mayHaveArchive: false });
    await nothingIsLeft();
  });

  it('no such repository', async () => {
    const nowhere = { ...target, repository: { ...target.repository, url: join(root, 'nowhere') } };
    expect((await runCreate(nowhere, makeRun())).cause?.kind).toBe('repository-does-not-exist');
  });

  it('host key changed, or never accepted', async () => {
    const other = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKlXw4QkqZ0aXmN3t8VnQvRrJm0Q1cYvXl8s7W6b5d';
    expect((await runCreate(at({ hostKey: other }), makeRun())).cause?.kind).toBe('client-host-key-mismatch');
    expect((await runCreate(at({ hostKey: null }), makeRun())).cause?.kind).toBe('client-host-key-unknown');
  });

  it('unreachable, or no login', async () => {
    const { cause } = await runCreate(at({ port: 1 }), makeRun());
    expect(cause).toMatchObject({ kind: 'client-connection-failed', host: sshd.remote, port: 1 });
    expect(cause?.message).toContain('Connection refused');
    expect((await runCreate(at({ identity: null }), makeRun())).cause?.kind).toBe('client-connection-failed');
  });

  it('Borg missing', async () => {
    const transport = { ...target.transport, remoteBorg: '/nowhere/borg' };
    expect((await runCreate({ ...target, transport }, makeRun())).cause?.kind).toBe('client-borg-missing');
    await nothingIsLeft();
  });

  it('Borg killed', async () => {
    const slow = slowFile('killed');
    const killed = await onceReading(makeRun(slow.run), () => {
      for (const { pid } of borgOnClient()) process.kill(pid, 'SIGKILL');
      slow.finish();
    });
    expect(killed.cause).toMatchObject({ kind: 'command-failed', signal: 'SIGKILL' });
    await nothingIsLeft();
  });

  it('line cut: nothing stays locked, and the command after ran all the same', async () => {
    const slow = slowFile('cut');
    const said = join(root, 'said after the cut');
    const result = await onceReading(
      makeRun({ ...slow.run, afterCommand: `echo "$BORGCUBE_OUTCOME" >'${said}'` }),
      () => {
        sshd.cut();
        slow.finish();
      },
    );
    expect(result.cause?.kind).toBe('client-connection-failed');
    await nothingIsLeft();
    expect(readFileSync(said, 'utf8')).toBe('failed\n');
  });

  it('client frozen, and thawed later', { timeout: 120_000 }, async () => {
    const slow = slowFile('frozen');
    const result = await onceReading(makeRun(slow.run), () => sshd.freeze(true));
    expect(result.cause).toMatchObject({ kind: 'client-connection-failed' });
    expect(result.cause?.message).toContain('not responding');
    expect(await readLock(target.repository.url)).toEqual([]);
    slow.finish();
    sshd.freeze(false);
    await nothingIsLeft();
    expect((await runCreate(target, makeRun())).outcome).toBe('done');
  });

  it('borg serve killed', async () => {
    const slow = slowFile('serve');
    const result = await onceReading(makeRun(slow.run), () => {
      const serve = `serve --append-only --restrict-to-repository ${target.repository.url}`;
      for (const { pid } of listProcesses().filter(({ argv }) => argv.includes(serve)))
        process.kill(pid, 'SIGKILL');
      slow.finish();
    });
    expect(result.cause).toMatchObject({ kind: 'command-failed', signal: 'SIGKILL' });
    rmSync(join(target.repository.url, 'lock.exclusive'), { recursive: true });
    rmSync(join(target.repository.url, 'lock.roster'), { force: true });
    await nothingIsLeft();
  });
});

describe('cancelling over ssh', () => {
  const runFolder = () => join(sshd.home, '.cache/borgcube/run/config1');
  const isCancelled = () =>
    readdirSync(runFolder()).some((name) => existsSync(join(runFolder(), name, 'cancelled')));
  const isSignalling = () => sshd.sessions().some((pid) => commandLine(pid).includes('say signalled'));

  it('lets Borg write a checkpoint', async () => {
    const slow = slowFile('cancel');
    const cancel = new AbortController();
    const said = join(root, 'said after the cancel');
    const afterCommand = `echo "$BORGCUBE_OUTCOME" >'${said}'`;
    const run = makeRun({ ...slow.run, signal: cancel.signal, afterCommand });
    const result = await onceReading(run, async () => {
      cancel.abort();
      await vi.waitFor(() => expect(isCancelled() && !isSignalling()).toBe(true), { timeout: 10_000 });
      slow.finish();
    });
    expect(result).toMatchObject({ outcome: 'cancelled', cause: null, archive: null });
    const archives = await listArchives(target.environment, target.repository, { checkpoints: true });
    expect(archives.map(({ name }) => name)).toContain(`${run.archive}.checkpoint`);
    expect(readFileSync(said, 'utf8')).toBe('cancelled\n');
    await nothingIsLeft();
  });

  it('goes on to SIGTERM and SIGKILL', async () => {
    const slow = slowFile('stubborn');
    const cancel = new AbortController();
    const limits = { grace: { interruptMs: 100, terminateMs: 100 } };
    const result = await onceReading(makeRun({ ...slow.run, signal: cancel.signal, limits }), () => {
      for (const { pid } of borgOnClient()) process.kill(pid, 'SIGSTOP');
      cancel.abort();
    });
    expect(result.outcome).toBe('cancelled');
    await nothingIsLeft();
  });

  it('ends the command before', async () => {
    const cancel = new AbortController();
    const run = makeRun({ beforeCommand: 'echo up; sleep 1000 | cat', signal: cancel.signal });
    const result = await runCreate(target, run, { onOutput: () => cancel.abort() });
    expect(result).toMatchObject({ outcome: 'cancelled', archive: null });
    await nothingIsLeft();
  });

  it('works before the client was reached', async () => {
    expect((await runCreate(target, makeRun({ signal: AbortSignal.abort() }))).outcome).toBe('cancelled');
    await nothingIsLeft();
  });
});

describe('the watch on the client', () => {
  it('ends Borg when the server says nothing any more', async () => {
    const slow = slowFile('silent');
    const silent = await onceReading(
      makeRun({ ...slow.run, limits: { silenceMs: 4000, beatMs: 100_000 } }),
      () => {},
    );
    expect(silent.cause).toMatchObject({ kind: 'client-connection-failed' });
    slow.finish();
    await nothingIsLeft();
  });

  it('lets Borg alone as long as the server says that it is there', async () => {
    const slow = slowFile('beating');
    const started = performance.now();
    const beating = await onceReading(
      makeRun({ ...slow.run, limits: { silenceMs: 4000, beatMs: 500 } }),
      async () => {
        await vi.waitFor(() => expect(performance.now() - started).toBeGreaterThan(9000), {
          timeout: 12_000,
        });
        slow.finish();
      },
    );
    expect(beating.outcome).toBe('done');
    await nothingIsLeft();
  });

  it('is not needed where the next run of the same config finds the one before still there', async () => {
    const slow = slowFile('leftover');
    let next: CreateResult | null = null;
    const lost = await onceReading(makeRun(slow.run), async () => {
      next = await runCreate(target, makeRun());
      slow.finish();
    });
    expect(next).toMatchObject({ outcome: 'done' });
    expect(lost.outcome).toBe('failed');
    await nothingIsLeft();
  });
});
