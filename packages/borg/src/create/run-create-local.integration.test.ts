import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BorgLine } from '../log/borg-line.ts';
import { borgHostId } from '../process/host-id.ts';
import { isAlive, type ProcessIdentity } from '../process/process-identity.ts';
import { initRepository } from '../repository/init-repository.ts';
import { listArchives } from '../repository/list-archives.ts';
import { readLock } from '../repository/repository-lock.ts';
import type { CreateRun, CreateTarget } from './create-run.ts';
import { runCreate } from './run-create.ts';

const root = mkdtempSync(join(tmpdir(), 'borgcube-'));
const source = join(root, 'source');
const target: CreateTarget = {
  environment: { borg: 'borg', ssh: 'ssh', baseDir: join(root, 'borg'), hostId: borgHostId() },
  repository: {
    folder: 'r1',
    url: join(root, 'repository'),
    passphrase: new SecretText('x'),
    remoteBorg: 'borg',
    ssh: null,
  },
  transport: { type: 'local' },
};
let jobId = 0;

function makeRun(change: Partial<CreateRun> = {}): CreateRun {
  jobId++;
  return {
    archive: `web01-${jobId}`,
    configId: 'config1',
    jobId,
    mountPoints: [],
    spec: {
      paths: [source],
      excludes: [],
      oneFileSystem: true,
      compression: 'none',
      checkpointInterval: 1800,
      readSpecial: false,
      ignoreInode: false,
      extraOptions: '',
    },
    ...change,
  };
}
const withPaths = (...paths: string[]) => ({ spec: { ...makeRun().spec, paths } });

beforeAll(async () => {
  mkdirSync(join(source, 'empty', 'folders'), { recursive: true });
  writeFileSync(join(source, 'a'), 'content');
  writeFileSync(join(source, 'big'), Buffer.alloc(20_000_000, 'x'));
  await initRepository(target.environment, target.repository, 'repokey');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a local backup', () => {
  it('proves its archive and tells what happened on the way', async () => {
    const stages: string[] = [];
    const lines: BorgLine[] = [];
    const identities: ProcessIdentity[] = [];
    const run = makeRun();
    const result = await runCreate(target, run, {
      onStage: async (stage) => void stages.push(stage),
      onLine: (line) => lines.push(line),
      onProcess: async (identity) => void identities.push(identity),
    });
    expect(result).toMatchObject({ outcome: 'done', cause: null, warnings: [], isEmpty: false });
    expect(result.archive).toMatchObject({
      name: run.archive,
      stats: { nfiles: 2 },
    });
    expect((await listArchives(target.environment, target.repository)).at(-1)?.id).toBe(result.archive?.id);
    expect(stages).toEqual(['prepared', 'running', 'ended', 'cleanup']);
    expect(lines).toContainEqual({ type: 'status', status: 'A', path: join(source, 'a') });
    expect(identities).toHaveLength(1);
    expect(identities.some(isAlive)).toBe(false);
    expect(await readLock(target.repository.url)).toEqual([]);
  });

  it('takes a missing path for a warning, all of them for a failure', async () => {
    const some = await runCreate(target, makeRun(withPaths(source, '/nowhere/1')));
    expect(some).toMatchObject({ outcome: 'done', warnings: ['The path /nowhere/1 is missing.'] });
    const all = await runCreate(target, makeRun(withPaths('/nowhere/1', '/nowhere/2')));
    expect(all).toMatchObject({ outcome: 'failed', archive: null, cause: { kind: 'client-path-missing' } });
  });

  it('does not back up an unmounted mount point', async () => {
    const result = await runCreate(target, makeRun({ mountPoints: [source] }));
    expect(result.cause).toMatchObject({ kind: 'client-path-missing', paths: [source] });
    expect(
      (await runCreate(target, makeRun({ ...withPaths(source, '/dev/pts'), mountPoints: ['/dev/pts'] })))
        .mountPoints,
    ).toEqual(['/dev/pts']);
  });

  it('sees that an archive holds nothing but folders', async () => {
    expect(await runCreate(target, makeRun(withPaths(join(source, 'empty'))))).toMatchObject({
      outcome: 'done',
      isEmpty: true,
    });
  });

  it('tells a wrong passphrase', async () => {
    const wrong = { ...target, repository: { ...target.repository, passphrase: new SecretText('y') } };
    expect((await runCreate(wrong, makeRun())).cause?.kind).toBe('repository-passphrase-wrong');
  });

  it('runs the commands around Borg and tells the second how it went', async () => {
    const said = join(root, 'said');
    const output: string[] = [];
    const run = makeRun({
      beforeCommand: 'echo up; echo oops >&2',
      afterCommand: `echo "$BORGCUBE_OUTCOME" >${said}; exit 3`,
    });
    const result = await runCreate(target, run, {
      onOutput: (line, command) => output.push(`${command}: ${line}`),
    });
    expect(output).toEqual(['before: up', 'before: oops']);
    expect(readFileSync(said, 'utf8')).toBe('done\n');
    expect(result).toMatchObject({ outcome: 'done', warnings: ['The command after ended with 3.'] });
  });

  it('runs the command after even when the one before failed or took too long', async () => {
    const said = join(root, 'said');
    const afterCommand = `echo "$BORGCUBE_OUTCOME" >>${said}`;
    rmSync(said, { force: true });
    const failed = await runCreate(target, makeRun({ beforeCommand: 'exit 7', afterCommand }));
    expect(failed).toMatchObject({
      outcome: 'failed',
      archive: null,
      cause: { kind: 'hook-failed', exitCode: 7 },
    });
    const limits = { commandMs: 50, grace: { interruptMs: 500, terminateMs: 500 } };
    const slow = await runCreate(target, makeRun({ beforeCommand: 'sleep 1000', limits }));
    expect(slow.cause).toMatchObject({
      kind: 'hook-failed',
      message: 'The command before took too long and was ended.',
    });
    await runCreate(target, makeRun({ ...withPaths('/nowhere'), beforeCommand: 'true', afterCommand }));
    expect(readFileSync(said, 'utf8')).toBe('failed\nfailed\n');
  });

  it('does not wait for a daemon that the command before left behind', async () => {
    const pidFile = join(root, 'daemon');
    const daemon = `setsid sh -c 'echo $$ >"$0"; exec sleep 1000' '${pidFile}' &`;
    const beforeCommand = `echo up; ${daemon} until [ -s '${pidFile}' ]; do :; done`;
    const output: string[] = [];
    const result = await runCreate(target, makeRun({ beforeCommand }), {
      onOutput: (line) => void output.push(line),
    });
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
    expect(result).toMatchObject({ outcome: 'done', cause: null });
    expect(output).toEqual(['up']);
  }, 15_000);

  it('leaves a checkpoint and no lock when it is cancelled', async () => {
    const fifo = join(root, 'slow');
    execFileSync('mkfifo', [fifo]);
    const cancel = new AbortController();
    const run = makeRun({
      signal: cancel.signal,
      afterCommand: `echo "$BORGCUBE_OUTCOME" >${join(root, 'said')}`,
      spec: { ...makeRun().spec, paths: [fifo, source], readSpecial: true },
    });
    const running = runCreate(target, run, {
      onProgress: ({ originalSize }) => originalSize > 0 && cancel.abort(),
    });
    // Borg looks for the signal between two chunks, of 8 MiB at most, and stops after the file.
    const writer = createWriteStream(fifo);
    writer.on('error', () => {}); // EPIPE: Borg may end before it has read everything
    writer.write(Buffer.alloc(10_000_000, 'a'));
    await once(cancel.signal, 'abort');
    writer.end(Buffer.alloc(10_000_000, 'b'));
    const result = await running;
    expect(result).toMatchObject({ outcome: 'cancelled', cause: null, archive: null });
    expect(readFileSync(join(root, 'said'), 'utf8')).toBe('cancelled\n');
    expect(await readLock(target.repository.url)).toEqual([]);
    const names = (await listArchives(target.environment, target.repository, { checkpoints: true })).map(
      ({ name }) => name,
    );
    expect(names).toContain(`${run.archive}.checkpoint`);
  });

  it('ends before Borg when a stage is refused', async () => {
    const refuse = { onStage: () => Promise.reject(new Error('vetoed')) };
    await expect(runCreate(target, makeRun(), refuse)).rejects.toThrow('vetoed');
  });
});
