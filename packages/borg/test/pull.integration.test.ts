import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listProcesses } from '@borgcube/testing/process/find-processes';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CreateRun, TargetOf } from '../src/create/create-run.ts';
import { runCreate } from '../src/create/run-create.ts';
import { isAlive, type ProcessIdentity } from '../src/process/process-identity.ts';
import { listArchives } from '../src/repository/list-archives.ts';
import { readLock } from '../src/repository/repository-lock.ts';
import { CANARY, PASSPHRASE, type SshHouse, startSshHouse } from './ssh-house.ts';

let house: SshHouse;
let target: TargetOf<'pull'>;
const folder = mkdtempSync(join(tmpdir(), 'borgcube-pull-'));

const pullTarget = ({ target: { transport, ...rest } }: SshHouse): TargetOf<'pull'> => ({
  ...rest,
  transport: { type: 'pull', access: transport.access, remoteCacheDir: null },
});

beforeAll(async () => {
  house = await startSshHouse();
  target = pullTarget(house);
});
afterAll(async () => {
  await house.stop();
  rmSync(folder, { recursive: true, force: true });
});

const names = async () => (await listArchives(target.environment, target.repository)).map(({ name }) => name);

function makeRun(spec: Partial<CreateRun['spec']>, change: Partial<CreateRun> = {}): CreateRun {
  const run = house.makeRun(change);
  return { ...run, spec: { ...run.spec, ...spec } };
}

/** A client whose tar is a script of ours. */
async function withTar(script: string, act: (target: TargetOf<'pull'>, sshd: TestSshd) => Promise<void>) {
  const path = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(join(path, 'tar'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(path, 'tar'), 0o755);
  await using sshd = await startSshd({ path });
  const access = {
    ...target.transport.access,
    port: sshd.port,
    identity: { file: sshd.identityFile },
    hostKey: sshd.hostKey.line,
  };
  await act({ ...target, transport: { ...target.transport, access } }, sshd);
}

const VERSION = 'case $* in --version) echo "tar (GNU tar) 1.34"; exit;; esac';

describe('a pull', () => {
  it('stores a hostile tree as it is, but for extended attributes and ACLs', async () => {
    const source = join(folder, 'hostile');
    makeHostileTree(source);
    execFileSync('mkfifo', [join(source, 'fifo')]);
    chmodSync(join(source, 'script.sh'), 0o4755);
    const stages: string[] = [];
    const identities: ProcessIdentity[] = [];
    const run = makeRun({ paths: [source] });
    const result = await runCreate(target, run, {
      onStage: async (stage) => void stages.push(stage),
      onProcess: async (identity) => void identities.push(identity),
    });
    expect(result).toMatchObject({ outcome: 'done', cause: null, warnings: [], isEmpty: false });
    const [listed] = await listArchives(target.environment, target.repository);
    expect(result.archive).toMatchObject({ name: run.archive, id: listed?.id });
    expect(stages).toEqual(['prepared', 'running', 'ended', 'cleanup']);
    expect(identities).toHaveLength(4); // ssh, import-tar, rename, list
    expect(identities.some(isAlive)).toBe(false);

    const restored = join(folder, 'restored');
    mkdirSync(restored);
    execFileSync('borg', ['extract', '--sparse', `${target.repository.url}::${run.archive}`], {
      cwd: restored,
      env: { ...process.env, BORG_PASSPHRASE: PASSPHRASE, BORG_BASE_DIR: join(folder, 'restore') },
    });
    rmSync(join(source, 'fifo'));
    rmSync(join(restored, source, 'fifo'));
    execFileSync('sh', ['-c', 'setfacl -R -b "$0"; setfattr -x user.origin "$0/plain.txt"', source]);
    expect(withoutNanoseconds(describeTree(join(restored, source)))).toEqual(
      withoutNanoseconds(describeTree(source)),
    );
    await house.nothingIsLeft();
  });

  it('gives the client nothing to learn', async () => {
    const seen: string[] = [];
    const run = makeRun({}, { beforeCommand: 'env; echo up', afterCommand: 'echo "$BORGCUBE_OUTCOME"; cat' });
    const result = await runCreate(target, run, {
      onOutput: (line) => {
        seen.push(line);
        for (const { argv, environ } of listProcesses()) seen.push(argv, environ);
      },
    });
    expect(result.outcome).toBe('done');
    expect(seen).toContain('done');
    expect(seen.filter((text) => text.includes(CANARY))).toEqual([]);
    await house.nothingIsLeft();
  });

  it('warns of what changed while tar read it, and keeps the archive', async () => {
    await withTar(
      `${VERSION}\n/usr/bin/tar "$@"; echo "tar: x: file changed as we read it" >&2; exit 1`,
      async (far) => {
        const run = makeRun({});
        const result = await runCreate(far, run);
        expect(result).toMatchObject({ outcome: 'done', warnings: ['tar: x: file changed as we read it'] });
        expect(await names()).toContain(run.archive);
      },
    );
  });

  it('knows what is missing, and mount points, before tar starts', async () => {
    const missing = await runCreate(target, makeRun({ paths: ['/nowhere/1', '/nowhere/2'] }));
    expect(missing.cause).toMatchObject({ kind: 'client-path-missing', paths: ['/nowhere/1', '/nowhere/2'] });
    const unmounted = await runCreate(target, makeRun({}, { mountPoints: [house.source] }));
    expect(unmounted.cause).toMatchObject({ kind: 'client-path-missing', paths: [house.source] });
    const some = await runCreate(target, makeRun({ paths: ['/nowhere', house.source] }));
    expect(some).toMatchObject({ outcome: 'done', warnings: ['The path /nowhere is missing.'] });
  });
});

describe('a stream that is not whole leaves no archive', () => {
  const leftBefore = async (act: () => Promise<void>) => {
    const before = await names();
    await act();
    expect(await names()).toEqual(before);
    expect(await readLock(target.repository.url)).toEqual([]);
  };

  it('where tar met an error at the very end', async () => {
    const said = join(folder, 'said');
    const script = `${VERSION}\n/usr/bin/tar "$@"; echo "tar: x: Cannot open: Permission denied" >&2; exit 2`;
    await leftBefore(() =>
      withTar(script, async (far) => {
        const result = await runCreate(far, makeRun({}, { afterCommand: `echo $BORGCUBE_OUTCOME >${said}` }));
        expect(result).toMatchObject({
          outcome: 'failed',
          cause: { kind: 'command-failed', exitCode: 2, message: 'tar: x: Cannot open: Permission denied' },
        });
        expect(readFileSync(said, 'utf8')).toBe('failed\n');
      }),
    );
  });

  it('where tar was killed', async () => {
    const script = `${VERSION}\n/usr/bin/tar "$@" | head -c 20480; kill -KILL $$`;
    await leftBefore(() =>
      withTar(script, async (far) => {
        expect((await runCreate(far, makeRun({}))).cause).toMatchObject({ signal: 'SIGKILL' });
      }),
    );
  });

  it('where the line was cut between two files, which looks like an end', async () => {
    const script = `${VERSION}\n/usr/bin/tar --create --file=- --format=ustar -C / etc/hostname etc/passwd | head -c 1024; echo up >&2; sleep 100`;
    await leftBefore(() =>
      withTar(script, async (far, sshd) => {
        const running = runCreate(far, makeRun({}), {
          onLine: (line) => line.type === 'message' && sshd.cut(),
        });
        expect((await running).cause).toMatchObject({ kind: 'client-connection-failed' });
      }),
    );
  });

  it('where the ssh of this server was killed', async () => {
    const script = `${VERSION}\n/usr/bin/tar "$@" | head -c 1024; echo up >&2; sleep 100`;
    await leftBefore(() =>
      withTar(script, async (far) => {
        let ssh: ProcessIdentity | null = null;
        const running = runCreate(far, makeRun({}), {
          onProcess: async (identity) => {
            ssh ??= identity;
          },
          onLine: (line) => {
            if (line.type === 'message' && ssh) process.kill(ssh.pid, 'SIGKILL');
          },
        });
        expect((await running).cause).toMatchObject({ kind: 'client-connection-failed' });
      }),
    );
  });

  it('where it was cancelled, on both sides', async () => {
    const cancel = new AbortController();
    const script = `${VERSION}\n/usr/bin/tar "$@" | head -c 1024; echo up >&2; exec sleep 100`;
    await leftBefore(() =>
      withTar(script, async (far, sshd) => {
        const result = await runCreate(far, makeRun({}, { signal: cancel.signal }), {
          onLine: (line) => line.type === 'message' && cancel.abort(),
        });
        expect(result).toMatchObject({ outcome: 'cancelled', archive: null });
        await vi.waitFor(() => expect(sshd.sessions()).toEqual([]), { timeout: 60_000 });
      }),
    );
  });

  it('where Borg was killed', async () => {
    await leftBefore(async () => {
      const identities: ProcessIdentity[] = [];
      const big = join(folder, 'big');
      writeFileSync(big, Buffer.alloc(60_000_000, 'x'));
      const result = await runCreate(target, makeRun({ paths: [big] }), {
        onProcess: async (identity) => void identities.push(identity),
        onProgress: () => {
          const borg = identities[1];
          if (borg && isAlive(borg)) process.kill(borg.pid, 'SIGKILL');
        },
      });
      expect(result.cause).toMatchObject({ kind: 'command-failed', signal: 'SIGKILL' });
    });
  });

  it('where the server said nothing any more', async () => {
    const script = `${VERSION}\n/usr/bin/tar "$@" | head -c 1024; exec sleep 100`;
    await leftBefore(() =>
      withTar(script, async (far) => {
        const limits = { silenceMs: 4000, beatMs: 100_000 };
        expect((await runCreate(far, makeRun({}, { limits }))).cause).toMatchObject({
          kind: 'client-connection-failed',
        });
      }),
    );
  }, 60_000);

  it('where the repository has a wrong passphrase', async () => {
    const url = join(folder, 'nowhere');
    const result = await runCreate({ ...target, repository: { ...target.repository, url } }, makeRun({}));
    expect(result.cause).toMatchObject({ kind: 'repository-does-not-exist' });
  });
});

describe('the tar of BusyBox', () => {
  const script = `case $* in --version) echo "tar (busybox) 1.35.0"; exit;; esac\nexec /usr/bin/tar "$@"`;

  it('does, without what it cannot do', async () => {
    await withTar(script, async (far) => {
      expect(await runCreate(far, makeRun({}))).toMatchObject({ outcome: 'done' });
      const excluding = await runCreate(far, makeRun({ excludes: ['*.o'] }));
      expect(excluding.cause).toMatchObject({ kind: 'command-failed' });
      expect(excluding.cause?.message).toContain('*.o');
      const oneFileSystem = await runCreate(far, makeRun({ paths: ['/dev'] }));
      expect(oneFileSystem.cause?.message).toContain('/dev/');
    });
  });

  it('is not any other', async () => {
    await withTar('echo "bsdtar 3.6.2"', async (far) => {
      expect((await runCreate(far, makeRun({}))).cause?.message).toBe('The client has no GNU tar.');
    });
  });
});

const withoutNanoseconds = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/mtime=(\d+)\d{9}\b/g, 'mtime=$1'));
