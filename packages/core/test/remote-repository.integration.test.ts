import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptRepositoryHostKey } from '@borgcube/core/repository/accept-repository-host-key';
import { breakRepositoryLock } from '@borgcube/core/repository/break-repository-lock';
import { connectRepository } from '@borgcube/core/repository/connect-repository';
import { createRepository } from '@borgcube/core/repository/create-repository';
import { deleteRepository } from '@borgcube/core/repository/delete-repository';
import { initRepository } from '@borgcube/core/repository/init-repository';
import { getRepository } from '@borgcube/core/repository/list-repositories';
import { moveRepository } from '@borgcube/core/repository/move-repository';
import { readRepositoryLock } from '@borgcube/core/repository/read-repository-lock';
import { testRepository } from '@borgcube/core/repository/test-repository';
import { importSshKey } from '@borgcube/core/ssh-key/add-ssh-key';
import { type Repository, RepositoryCreate, RepositoryInit } from '@borgcube/domain/repository/repository';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { openTestDatabase, type TestDatabase } from '@borgcube/testing/database/open-test-database';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('a repository behind ssh', () => {
  let database: TestDatabase;
  let core: TestCore;
  let sshd: TestSshd;
  let sshKeyId: string;
  let made: Repository;
  const passphrase = 'secret words';
  const urlOf = (name: string) => `ssh://${sshd.remote}:${sshd.port}${join(core.folder, name)}`;
  const place = (name: string, encryption: 'repokey' | 'keyfile') => {
    const url = urlOf(name);
    return RepositoryInit.parse({ name, url, encryption, passphrase, sshKeyId, ...expected() });
  };
  const expected = () => ({ hostKeyFingerprint: sshd.hostKey.fingerprint });

  beforeAll(async () => {
    database = await openTestDatabase('sqlite');
    core = makeTestCore(database.db);
    sshd = await startSshd();
    sshKeyId = (await importSshKey(core.ctx, { name: 'storage', privateKey: sshd.privateKey })).id;
  });
  afterAll(async () => {
    await sshd.stop();
    core.remove();
    await database.close();
  });

  it('is made only where the machine shows the key that was named', async () => {
    const { hostKeyFingerprint: _, ...unnamed } = place('vault', 'repokey');
    await expect(initRepository(core.ctx, unnamed)).rejects.toMatchObject({
      kind: 'repository-host-key-unknown',
      message: expect.stringContaining(sshd.hostKey.fingerprint),
    });
    const other = { ...unnamed, hostKeyFingerprint: `SHA256:${'A'.repeat(43)}` };
    await expect(initRepository(core.ctx, other)).rejects.toMatchObject({
      kind: 'repository-host-key-mismatch',
    });
    made = await initRepository(core.ctx, place('vault', 'repokey'));
    expect(made).toMatchObject({ hostKey: sshd.hostKey.fingerprint, encryption: 'repokey', hasKey: true });
    expect(made.borgId).toMatch(/^[0-9a-f]{64}$/);
    expect(made.freeSpace).toBeGreaterThan(0);
  });

  it.each(['keyfile'] as const)('of encryption %s opens with its key file', async (encryption) => {
    const { id, borgId } = await initRepository(core.ctx, place(encryption, encryption));
    expect(await connectRepository(core.ctx, id)).toMatchObject({ borgId, encryption, hasKey: true });
  });

  it('shows its host key to the test first, and opens once it is accepted', async () => {
    await deleteRepository(core.ctx, made.id);
    const input = RepositoryCreate.parse({ name: 'again', url: made.url, passphrase, sshKeyId });
    const { id } = await createRepository(core.ctx, input);
    await expect(connectRepository(core.ctx, id)).rejects.toMatchObject({
      kind: 'repository-host-key-unknown',
    });
    expect(await testRepository(core.ctx, { id })).toMatchObject({
      ok: false,
      checks: [
        { name: 'reachable', ok: true },
        { name: 'host-key', ok: false },
      ],
      hostKey: { fingerprint: sshd.hostKey.fingerprint, accepted: false },
    });
    await acceptRepositoryHostKey(core.ctx, { id, fingerprint: sshd.hostKey.fingerprint });
    expect(await testRepository(core.ctx, { id })).toMatchObject({ ok: true, borgId: made.borgId });
    made = await connectRepository(core.ctx, id);
  });

  it('is told by its cause where it cannot be opened', async () => {
    const kindAt = async (change: { url?: string; hostKeyLine?: string; passphrase?: string }) => {
      await core.ctx.db.repository.update({ where: { id: made.id }, data: { url: change.url ?? made.url } });
      const { checks } = await testRepository(core.ctx, {
        url: change.url ?? made.url,
        passphrase: change.passphrase ?? passphrase,
        sshKeyId,
        ...expected(),
      });
      const kind = await connectRepository(core.ctx, made.id).then(
        () => null,
        (error) => error.kind,
      );
      await core.ctx.db.repository.update({ where: { id: made.id }, data: { url: made.url } });
      return [kind, checks.at(-1)?.name];
    };
    expect(await kindAt({ url: urlOf('nowhere') })).toEqual(['repository-does-not-exist', 'repository']);
    expect(await kindAt({ url: 'ssh://nobody@127.0.0.1:1/x' })).toEqual([
      'repository-connection-failed',
      'reachable',
    ]);
    expect(await kindAt({ passphrase: 'not it' })).toEqual([null, 'passphrase']);
    const { hostKeyLine } = await core.ctx.db.repository.findUniqueOrThrow({ where: { id: made.id } });
    const wrong = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKlXw4QkqZ0aXmN3t8VnQvRrJm0Q1cYvXl8s7W6b5d';
    await core.ctx.db.repository.update({ where: { id: made.id }, data: { hostKeyLine: wrong } });
    expect((await kindAt({}))[0]).toBe('repository-host-key-mismatch');
    await core.ctx.db.repository.update({ where: { id: made.id }, data: { hostKeyLine } });
  });

  it('has its lock broken by a person only', async () => {
    const left = join(core.folder, 'vault', 'lock.exclusive');
    mkdirSync(left);
    writeFileSync(join(left, 'storage@1234.77-0'), '');
    expect(await readRepositoryLock(core.ctx, made.id)).toEqual({ readable: false, holders: [], claims: [] });
    await expect(breakRepositoryLock(core.ctx, { id: made.id })).rejects.toMatchObject({
      kind: 'lock-unproven',
    });
    await breakRepositoryLock(core.ctx, { id: made.id, confirm: 'again' });
    expect(await connectRepository(core.ctx, made.id)).toMatchObject({ borgId: made.borgId });
  });

  it('moves to this server and back', async () => {
    const local = join(core.folder, 'vault');
    expect(await moveRepository(core.ctx, { id: made.id, url: local })).toMatchObject({
      url: local,
      hostKey: null,
    });
    renameSync(local, join(core.folder, 'vault2'));
    const url = urlOf('vault2');
    await expect(moveRepository(core.ctx, { id: made.id, url })).rejects.toMatchObject({
      kind: 'repository-host-key-unknown',
    });
    const moved = await moveRepository(core.ctx, { id: made.id, url, ...expected() });
    expect(moved).toMatchObject({ url, hostKey: sshd.hostKey.fingerprint });
    expect(await getRepository(core.ctx, made.id)).toEqual(moved);
  });
});
