import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreateRun } from '../create/create-run.ts';
import { runCreate } from '../create/run-create.ts';
import { BorgFailure } from '../exit/borg-failure.ts';
import { borgHostId } from '../process/host-id.ts';
import { connectRepository } from './connect-repository.ts';
import { initRepository } from './init-repository.ts';
import { listArchives } from './list-archives.ts';
import type { RepositoryTarget } from './repository-target.ts';

const root = mkdtempSync(join(tmpdir(), 'borgcube-'));
const environment = { borg: 'borg', ssh: 'ssh', baseDir: join(root, 'borg'), hostId: borgHostId() };
let storage: TestSshd;
let target: RepositoryTarget;

function makeRun(jobId: number): CreateRun {
  const spec = {
    paths: [join(root, 'file')],
    excludes: [],
    oneFileSystem: true,
    compression: 'lz4',
    checkpointInterval: 1800,
    readSpecial: false,
    ignoreInode: false,
    extraOptions: '',
  };
  return { archive: `a${jobId}`, configId: 'remote-repository', jobId, mountPoints: [], spec };
}

async function failureOf(change: Partial<RepositoryTarget>): Promise<string> {
  const error = await connectRepository(environment, { ...target, ...change }).catch(
    (reason: unknown) => reason,
  );
  return error instanceof BorgFailure ? error.failure.kind : 'none';
}

beforeAll(async () => {
  storage = await startSshd();
  writeFileSync(join(root, 'file'), 'content');
  target = {
    folder: 'r1',
    url: `ssh://${storage.remote}:${storage.port}${join(root, 're pository')}`,
    passphrase: new SecretText('x'),
    remoteBorg: 'borg',
    ssh: {
      rsh: 'ssh',
      rshOptions: '',
      identity: { privateKey: new SecretText(storage.privateKey) },
      hostKey: storage.hostKey.line,
    },
  };
});
afterAll(async () => {
  await storage.stop();
  rmSync(root, { recursive: true, force: true });
});

describe('a repository behind ssh', () => {
  it('is made, connected to and written to, from here and from a client', async () => {
    const { borgId, key } = await initRepository(environment, target, 'repokey-blake2');
    expect(await connectRepository(environment, target)).toEqual({ borgId, encryption: 'repokey-blake2' });
    expect(key?.reveal()).toContain(borgId);
    const local = await runCreate(
      { environment, repository: target, transport: { type: 'local' } },
      makeRun(1),
    );
    expect(local).toMatchObject({ outcome: 'done', cause: null });
    const { remote, port } = storage;
    const access = {
      ...(target.ssh ?? { rsh: 'ssh', rshOptions: '', identity: null, hostKey: null }),
      remote,
      port,
    };
    const transport = { type: 'ssh', access, remoteBorg: 'borg', remoteCacheDir: null } as const;
    const client = await runCreate({ environment, repository: target, transport }, makeRun(2));
    expect(client).toMatchObject({ outcome: 'done', cause: null });
    expect((await listArchives(environment, target)).map(({ name }) => name)).toEqual(['a1', 'a2']);
    expect(readdirSync(join(environment.baseDir, 'tmp'))).toEqual([]);
  });

  it('tells what is wrong with its machine', async () => {
    const other = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKlXw4QkqZ0aXmN3t8VnQvRrJm0Q1cYvXl8s7W6b5d';
    const ssh = target.ssh;
    expect(await failureOf({ ssh: ssh && { ...ssh, hostKey: other } })).toBe('repository-host-key-mismatch');
    expect(await failureOf({ ssh: ssh && { ...ssh, hostKey: null } })).toBe('repository-host-key-unknown');
    expect(await failureOf({ url: `ssh://${storage.remote}:1/r` })).toBe('repository-connection-failed');
    expect(await failureOf({ url: `${target.url}/none` })).toBe('repository-does-not-exist');
  });
});
