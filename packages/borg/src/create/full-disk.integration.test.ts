import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { borgHostId } from '../process/host-id.ts';
import { checkRoom } from '../repository/check-room.ts';
import { initRepository } from '../repository/init-repository.ts';
import { readLock } from '../repository/repository-lock.ts';
import type { CreateTarget, CreateTransport } from './create-run.ts';
import { runCreate } from './run-create.ts';

const root = mkdtempSync(join(tmpdir(), 'borgcube-'));
const source = join(root, 'source');
const mounted: string[] = [];
let sshd: TestSshd;
let number = 0;

function mountSmall(name: string, kilobytes: number): string {
  const path = join(root, name);
  mkdirSync(path);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path]);
  mounted.push(path);
  return path;
}

async function makeTarget(
  transport: CreateTransport,
  places: { repository?: string; baseDir?: string },
): Promise<CreateTarget> {
  number++;
  const environment = {
    borg: 'borg',
    ssh: 'ssh',
    baseDir: places.baseDir ?? join(root, `borg${number}`),
    hostId: borgHostId(),
  };
  const url = join(places.repository ?? root, `repository${number}`);
  const repository = { folder: 'r1', url, passphrase: new SecretText('x'), remoteBorg: 'borg', ssh: null };
  await initRepository(environment, repository, 'repokey');
  return { environment, repository, transport };
}

async function causeOf(target: CreateTarget) {
  const spec = {
    paths: [source],
    excludes: [],
    oneFileSystem: true,
    compression: 'none',
    checkpointInterval: 1800,
    readSpecial: false,
    ignoreInode: false,
    extraOptions: '--chunker-params=10,23,12,4095',
  };
  const result = await runCreate(target, {
    archive: 'a',
    spec,
    configId: 'full-disk',
    jobId: number,
    mountPoints: [],
  });
  expect(await readLock(target.repository.url)).toEqual([]);
  expect(result).toMatchObject({ archive: null, mayHaveArchive: true });
  return result.cause;
}

const overSsh = (remoteCacheDir: string | null): CreateTransport => ({
  type: 'ssh',
  access: {
    remote: sshd.remote,
    port: sshd.port,
    rsh: 'ssh',
    rshOptions: '',
    identity: { file: sshd.identityFile },
    hostKey: sshd.hostKey.line,
  },
  remoteBorg: 'borg',
  remoteCacheDir,
});

describe.skipIf(userInfo().uid !== 0)('a full disk', () => {
  beforeAll(async () => {
    sshd = await startSshd();
    mkdirSync(source);
    writeFileSync(join(source, 'big'), randomBytes(30_000_000));
  });
  afterAll(async () => {
    await sshd.stop();
    for (const path of mounted) execFileSync('umount', [path]);
    rmSync(root, { recursive: true, force: true });
  });

  it('under the repository is told as such', async () => {
    const target = await makeTarget({ type: 'local' }, { repository: mountSmall('a', 16_384) });
    expect(await checkRoom(target.environment, target.repository)).toBeNull();
    const cause = await causeOf(target);
    expect(cause).toMatchObject({
      kind: 'repository-enospc',
      message: 'OSError: [Errno 28] No space left on device',
    });
  });

  it('under the repository is told as such over ssh', async () => {
    const target = await makeTarget(overSsh(null), { repository: mountSmall('b', 16_384) });
    const cause = await causeOf(target);
    expect(cause).toMatchObject({
      kind: 'repository-enospc',
      message: 'OSError: [Errno 28] No space left on device',
    });
  });

  it("under this server's cache is told as such", async () => {
    const baseDir = mountSmall('c', 300);
    const target = await makeTarget({ type: 'local' }, { baseDir });
    const cause = await causeOf(target);
    expect(cause).toMatchObject({ kind: 'server-enospc' });
  });

  it("under a client's cache blames neither the repository nor this server", async () => {
    const target = await makeTarget(overSsh(mountSmall('d', 300)), {});
    const cause = await causeOf(target);
    expect(cause).toMatchObject({ kind: 'command-failed' });
    expect(cause?.message).toContain('No space left on device');
  });

  it('is seen before Borg starts', async () => {
    const small = mountSmall('e', 16_384);
    const target = await makeTarget({ type: 'local' }, { repository: small });
    writeFileSync(join(small, 'filler'), Buffer.alloc(15 * 1024 * 1024 + 500_000));
    expect(await checkRoom(target.environment, target.repository)).toMatchObject({
      kind: 'repository-enospc',
      path: target.repository.url,
    });
  });
});
