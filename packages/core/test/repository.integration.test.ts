import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { confirmKeyKit } from '@borgcube/core/repository/confirm-key-kit';
import { connectRepository } from '@borgcube/core/repository/connect-repository';
import { createRepository } from '@borgcube/core/repository/create-repository';
import { deleteRepository } from '@borgcube/core/repository/delete-repository';
import { initRepository } from '@borgcube/core/repository/init-repository';
import { getRepository, listRepositories } from '@borgcube/core/repository/list-repositories';
import { moveRepository } from '@borgcube/core/repository/move-repository';
import { testRepository } from '@borgcube/core/repository/test-repository';
import { updateRepository } from '@borgcube/core/repository/update-repository';
import { repositoryKey, repositoryPassphrase } from '@borgcube/core/secret/secret-places';
import type { Repository } from '@borgcube/domain/repository/repository';
import { RepositoryCreate, RepositoryInit } from '@borgcube/domain/repository/repository';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';

const CANARY = 'canary passphrase 7';

describeDatabases('repositories', (open) => {
  let core: TestCore;
  let made: Repository;

  beforeAll(async () => {
    core = makeTestCore((await open()).db);
    const url = join(core.folder, 'vault');
    made = await initRepository(core.ctx, RepositoryInit.parse({ name: 'vault', url, passphrase: CANARY }));
  });
  afterAll(() => core.remove());

  const make = (input: Partial<RepositoryCreate>) =>
    createRepository(core.ctx, RepositoryCreate.parse({ url: made.url, passphrase: CANARY, ...input }));
  const rekey = (from: string, to: string) => {
    const env = { BORG_NEW_PASSPHRASE: to };
    plainBorg(core.folder, from).run(['key', 'change-passphrase', made.url], core.folder, env);
  };
  const rows = () => core.ctx.db.repository.findMany({ orderBy: { name: 'asc' } });

  it('initialises a repository that plain borg opens, and keeps its key', async () => {
    expect(made).toMatchObject({ encryption: 'repokey-blake2', hasPassphrase: true, hasKey: true });
    expect(made.borgId).toMatch(/^[0-9a-f]{64}$/);
    expect(made.freeSpace).toBeGreaterThan(0);
    expect(plainBorg(core.folder, CANARY).archiveNames(made.url)).toEqual([]);
    const key = await core.ctx.secrets.open(core.ctx.db, repositoryKey(made.id));
    expect(key?.reveal()).toContain(`BORG_KEY ${made.borgId}`);
  });

  it('leaves no record where nothing could be initialised', async () => {
    const again = RepositoryInit.parse({ name: 'again', url: made.url, passphrase: 'x' });
    await expect(initRepository(core.ctx, again)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect((await rows()).map((row) => row.name)).not.toContain('again');
  });

  it('connects what exists already', async () => {
    const url = join(core.folder, 'of a person');
    plainBorg(core.folder, CANARY).run(['init', '--encryption=repokey', url]);
    const { id } = await make({ name: 'existing', url });
    const connected = await connectRepository(core.ctx, id);
    expect(connected).toMatchObject({ encryption: 'repokey', hasKey: true });
    expect(connected.borgId).toMatch(/^[0-9a-f]{64}$/);
    await deleteRepository(core.ctx, id);
  });

  it('has one record for each Borg repository', async () => {
    const { id } = await make({ name: 'twin' });
    const known = { code: 'CONFLICT', kind: 'repository-known', message: expect.stringContaining('vault') };
    await expect(connectRepository(core.ctx, id)).rejects.toMatchObject(known);
    await deleteRepository(core.ctx, id);
    await expect(make({ name: 'third', borgId: made.borgId })).rejects.toMatchObject(known);
  });

  it('follows the repository to another place, if it is the very same', async () => {
    const moved = join(core.folder, 'moved');
    const other = join(core.folder, 'another');
    plainBorg(core.folder, CANARY).run(['init', '--encryption=repokey', other]);
    await confirmKeyKit(core.ctx, made.id);
    for (const [url, kind] of [
      [other, 'repository-id-mismatch'],
      [moved, 'repository-does-not-exist'],
    ] as const) {
      await expect(moveRepository(core.ctx, { id: made.id, url })).rejects.toMatchObject({ kind });
    }
    const { url: before } = made;
    expect(await getRepository(core.ctx, made.id)).toMatchObject({
      url: before,
      keyKitPrintedAt: expect.any(String),
    });
    renameSync(before, moved);
    expect(await moveRepository(core.ctx, { id: made.id, url: moved })).toMatchObject({
      url: moved,
      borgId: made.borgId,
      keyKitPrintedAt: null,
    });
    renameSync(moved, before);
    await moveRepository(core.ctx, { id: made.id, url: before });
  });

  it('writes nothing when another repository lies there than the one that was named', async () => {
    const before = await make({ name: 'other', borgId: 'f'.repeat(64) });
    await expect(connectRepository(core.ctx, before.id)).rejects.toMatchObject({
      kind: 'repository-id-mismatch',
    });
    expect(await getRepository(core.ctx, before.id)).toEqual(before);
    await deleteRepository(core.ctx, before.id);
  });

  it('tells a wrong passphrase when it connects', async () => {
    const { id } = await make({ name: 'wrong', passphrase: 'not it' });
    await expect(connectRepository(core.ctx, id)).rejects.toMatchObject({
      kind: 'repository-passphrase-wrong',
    });
    await deleteRepository(core.ctx, id);
  });

  it('says what is wrong with a place before it is saved', async () => {
    const nothing = await testRepository(core.ctx, { url: join(core.folder, 'nothing') });
    expect(nothing).toMatchObject({ ok: false, checks: [{ name: 'repository', ok: false }] });
    const wrong = await testRepository(core.ctx, { url: made.url, passphrase: 'not it' });
    expect(wrong).toMatchObject({ ok: false, checks: [{ ok: true }, { name: 'passphrase', ok: false }] });
    const right = await testRepository(core.ctx, { url: made.url, passphrase: CANARY });
    expect(right).toMatchObject({ ok: true, borgId: made.borgId, encryption: 'repokey-blake2' });
  });

  it('tries a new passphrase before it takes the place of the old one', async () => {
    const change = (passphrase: string) => updateRepository(core.ctx, { id: made.id, passphrase });
    await expect(change('not it')).rejects.toMatchObject({ kind: 'repository-passphrase-wrong' });
    const stored = () => core.ctx.secrets.open(core.ctx.db, repositoryPassphrase(made.id));
    expect((await stored())?.reveal()).toBe(CANARY);

    rekey(CANARY, 'the next one');
    await change('the next one');
    expect((await stored())?.reveal()).toBe('the next one');
    const kept = await core.ctx.db.secret.findMany({ where: { recordId: made.id, field: 'passphrase' } });
    expect(kept.map((secret) => secret.current).sort()).toEqual([false, true]);
    rekey('the next one', CANARY);
    await change(CANARY);
  });

  it('refuses while a job holds the repository', async () => {
    const { db } = core.ctx;
    const job = await db.job.create({ data: { kind: 'backup', repositoryId: made.id, createdBy: 'test' } });
    const claim = { repositoryId: made.id, jobId: job.id, workerId: 'w', access: 'write', fence: 1 };
    await db.repositoryClaim.create({ data: { ...claim, leaseExpires: new Date() } });
    await expect(connectRepository(core.ctx, made.id)).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      kind: 'repository-busy',
      details: { jobId: job.id },
    });
    await expect(deleteRepository(core.ctx, made.id)).rejects.toMatchObject({
      kind: 'in-use',
      message: expect.stringContaining(`job ${job.id}`),
    });
    await db.job.delete({ where: { id: job.id } });
  });

  it('refuses a change of something that changed meanwhile, and a name that is taken', async () => {
    const one = await make({ name: 'one' });
    const changed = await updateRepository(core.ctx, {
      id: one.id,
      description: 'a',
      ifUpdatedAt: one.updatedAt,
    });
    expect(changed.description).toBe('a');
    await expect(
      updateRepository(core.ctx, { id: one.id, description: 'b', ifUpdatedAt: one.updatedAt }),
    ).rejects.toMatchObject({ code: 'CONFLICT', kind: 'changed-meanwhile' });
    await expect(make({ name: 'one' })).rejects.toMatchObject({ kind: 'name-taken' });
    await expect(updateRepository(core.ctx, { id: one.id, name: 'vault' })).rejects.toMatchObject({
      kind: 'name-taken',
      fieldErrors: { name: [expect.any(String)] },
    });
    await deleteRepository(core.ctx, one.id);
  });

  it('lists newest first, page by page', async () => {
    const names = ['p1', 'p2', 'p3'];
    for (const name of names) await make({ name });
    const first = await listRepositories(core.ctx, { limit: 2 });
    const second = await listRepositories(core.ctx, { limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map((item) => item.name)).toEqual(['p3', 'p2', 'p1', 'vault']);
    expect(second.nextCursor).toBeNull();
    for (const { id, name } of first.items.concat(second.items))
      if (name !== 'vault') await deleteRepository(core.ctx, id);
  });

  it('keeps data and secrets of a deleted record, and no passphrase in any row', async () => {
    const { id } = await make({ name: 'gone' });
    await deleteRepository(core.ctx, id);
    expect(existsSync(join(made.url, 'config'))).toBe(true);
    const [orphan] = await core.ctx.db.secret.findMany({ where: { recordId: id } });
    expect(orphan).toMatchObject({ field: 'passphrase', orphanedAt: expect.any(Date) });
    expect(orphan?.label).toContain('gone');
    const audit = await core.ctx.db.auditEntry.findMany();
    expect(audit.map((entry) => entry.what)).toContain('Deleted repository gone');
    expect(inspect([audit, await rows()], { depth: 9 })).not.toContain('canary');
  });

  it('lets nobody but an admin change anything', async () => {
    const operator = core.as('operator');
    await expect(deleteRepository(operator, made.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(connectRepository(operator, made.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await getRepository(core.as('viewer'), made.id)).id).toBe(made.id);
  });
});
