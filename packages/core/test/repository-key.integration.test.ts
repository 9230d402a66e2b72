import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CoreContext } from '@borgcube/core/core-context';
import { breakRepositoryLock } from '@borgcube/core/repository/break-repository-lock';
import { connectRepository } from '@borgcube/core/repository/connect-repository';
import { createRepository } from '@borgcube/core/repository/create-repository';
import { deleteRepository } from '@borgcube/core/repository/delete-repository';
import { exportRepositoryKey } from '@borgcube/core/repository/export-repository-key';
import { initRepository } from '@borgcube/core/repository/init-repository';
import { readRepositoryLock } from '@borgcube/core/repository/read-repository-lock';
import { createUser } from '@borgcube/core/user/create-user';
import {
  Encryption,
  type Repository,
  RepositoryCreate,
  RepositoryInit,
} from '@borgcube/domain/repository/repository';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { openTestDatabase, type TestDatabase } from '@borgcube/testing/database/open-test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PASSWORD = 'the password of ada';

describe('keys and locks of repositories', () => {
  let database: TestDatabase;
  let core: TestCore;
  let person: CoreContext;

  beforeAll(async () => {
    database = await openTestDatabase('sqlite');
    core = makeTestCore(database.db);
    const ada = await createUser(core.ctx, {
      name: 'Ada',
      email: 'ada@example.org',
      role: 'admin',
      password: PASSWORD,
    });
    person = { ...core.ctx, actor: { type: 'user', id: ada.id, name: 'Ada', role: 'admin' } };
  });
  afterAll(async () => {
    core.remove();
    await database.close();
  });

  const init = (encryption: Encryption): Promise<Repository> => {
    const url = join(core.folder, encryption);
    const input = RepositoryInit.parse({ name: encryption, url, encryption, passphrase: 'secret words' });
    return initRepository(core.ctx, input);
  };

  it.each(Encryption.options)(
    'makes a repository of encryption %s that opens again elsewhere',
    async (encryption) => {
      const made = await init(encryption);
      expect(made).toMatchObject({ encryption, hasKey: encryption !== 'none' });
      const key = encryption === 'none' ? undefined : (await exportKeyOf(made.id)).key;

      // Another server: Borg's own folder of the first one is gone.
      rmSync(core.environment.baseDir, { recursive: true });
      await deleteRepository(core.ctx, made.id);
      const elsewhere = await createRepository(
        core.ctx,
        RepositoryCreate.parse({
          name: encryption,
          url: made.url,
          passphrase: 'secret words',
          ...(encryption.startsWith('keyfile') ? { key } : {}),
        }),
      );
      expect(await connectRepository(core.ctx, elsewhere.id)).toMatchObject({
        borgId: made.borgId,
        encryption,
      });
    },
  );

  const exportKeyOf = (id: string) => exportRepositoryKey(person, { id, password: PASSWORD });

  it('says that a key file is missing', async () => {
    const url = join(core.folder, 'keyfile');
    const lost = RepositoryCreate.parse({ name: 'lost key', url, passphrase: 'secret words' });
    const { id } = await createRepository(core.ctx, lost);
    await expect(connectRepository(core.ctx, id)).rejects.toMatchObject({ kind: 'repository-key-missing' });
  });

  it('hands out a key only for the password, to a person who is admin, and writes that down', async () => {
    const [{ id } = { id: '' }] = await database.db.repository.findMany({ where: { name: 'repokey' } });
    const before = await database.db.auditEntry.count();
    const withPassword = (password?: string) => exportRepositoryKey(person, { id, password });
    await expect(withPassword()).rejects.toMatchObject({ fieldErrors: { password: [expect.any(String)] } });
    await expect(withPassword('wrong one')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(exportRepositoryKey(core.ctx, { id, password: PASSWORD })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const operator: CoreContext = { ...person, actor: { ...person.actor, role: 'operator' } };
    await expect(exportRepositoryKey(operator, { id, password: PASSWORD })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await database.db.auditEntry.count()).toBe(before);
    expect((await withPassword(PASSWORD)).key).toMatch(/^BORG_KEY [0-9a-f]{64}\n/);
    const [audit] = await database.db.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(audit).toMatchObject({ what: 'Exported the key of repository repokey', actorName: 'Ada' });
  });

  it('slows down who guesses the password', async () => {
    const [{ id } = { id: '' }] = await database.db.repository.findMany({ where: { name: 'repokey' } });
    const guess = () => exportRepositoryKey(person, { id, password: 'guess' }).catch((error) => error.code);
    const answers: unknown[] = [];
    for (let i = 0; i < 7; i++) answers.push(await guess());
    expect(answers[0]).toBe('BAD_REQUEST');
    expect(answers.at(-1)).toBe('TOO_MANY_REQUESTS');
  });

  it('breaks the lock of a process of this server only once it is gone', async () => {
    const [{ id, url } = { id: '', url: '' }] = await database.db.repository.findMany({
      where: { name: 'repokey' },
    });
    const left = join(url, 'lock.exclusive');
    const leave = (pid: number) => {
      mkdirSync(left);
      writeFileSync(join(left, `${core.environment.hostId}.${pid}-0`), '');
    };
    leave(process.pid);
    expect(await readRepositoryLock(core.ctx, id)).toMatchObject({
      readable: true,
      holders: [{ pid: process.pid, fate: 'alive', jobId: null }],
    });
    await expect(breakRepositoryLock(core.ctx, { id, confirm: 'repokey' })).rejects.toMatchObject({
      kind: 'lock-held',
    });
    rmSync(left, { recursive: true });
    const dead = spawnSync('true').pid;
    leave(dead);
    expect((await breakRepositoryLock(core.ctx, { id })).broken).toBe(true);
    expect(existsSync(left)).toBe(false);
  });

  it('breaks a lock that somebody left, and says whose it was', async () => {
    const [{ id, url } = { id: '', url: '' }] = await database.db.repository.findMany({
      where: { name: 'repokey' },
    });
    expect(await breakRepositoryLock(core.ctx, { id })).toEqual({ broken: false, holders: [] });
    plainBorg(core.folder, 'secret words').run([
      'with-lock',
      url,
      'cp',
      '-r',
      join(url, 'lock.exclusive'),
      join(core.folder, 'left'),
    ]);
    const left = join(url, 'lock.exclusive');
    expect(existsSync(left)).toBe(false);
    cpSync(join(core.folder, 'left'), left, { recursive: true });

    await expect(breakRepositoryLock(core.ctx, { id })).rejects.toMatchObject({ kind: 'lock-unproven' });
    await expect(breakRepositoryLock(core.ctx, { id, confirm: 'other' })).rejects.toMatchObject({
      fieldErrors: { confirm: ['Type repokey.'] },
    });
    expect(existsSync(left)).toBe(true);
    const { broken, holders } = await breakRepositoryLock(core.ctx, { id, confirm: 'repokey' });
    expect({ broken, holders }).toEqual({
      broken: true,
      holders: [expect.stringMatching(/^plain-borg-of-a-person, process \d+$/)],
    });
    expect(existsSync(left)).toBe(false);
    const [audit] = await database.db.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(audit).toMatchObject({ what: 'Broke the lock of repository repokey' });
  });
});
