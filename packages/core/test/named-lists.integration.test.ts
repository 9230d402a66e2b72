import { listBackupConfigs } from '@borgcube/core/backup-config/list-backup-configs';
import { listRepositories } from '@borgcube/core/repository/list-repositories';
import { generateSshKey } from '@borgcube/core/ssh-key/add-ssh-key';
import { listSshKeys } from '@borgcube/core/ssh-key/list-ssh-keys';
import { whereNamed } from '@borgcube/db/named-records';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBackupConfig, makeRepository } from './make-records.ts';

describeDatabases('lists asked by name', (open) => {
  let core: TestCore;
  beforeAll(async () => {
    core = makeTestCore((await open()).db);
  });
  afterAll(() => core.remove());

  it('finds repositories, keys and configs by words of their names, whatever the case', async () => {
    for (const name of ['North Vault', 'South Vault', 'Vault 100%']) await makeRepository(core.ctx, { name });
    const repositories = async (text: string) =>
      (await listRepositories(core.ctx, { limit: 50, text })).items.map((item) => item.name);
    expect(await repositories('vault north')).toEqual(['North Vault']);
    expect(await repositories('vault')).toHaveLength(3);
    expect(await repositories('0%')).toEqual(['Vault 100%']);
    expect(await repositories('nowhere')).toEqual([]);

    for (const name of ['Blue', 'Green']) await generateSshKey(core.ctx, { name });
    expect((await listSshKeys(core.ctx, { limit: 50, text: 'blue' })).items).toMatchObject([
      { name: 'Blue' },
    ]);

    const config = await makeBackupConfig(core.ctx, { label: 'Databases' });
    const client = await core.ctx.db.client.findUniqueOrThrow({ where: { id: config.clientId } });
    const found = await listBackupConfigs(core.ctx, { limit: 50, text: `${client.hostname} data` });
    expect(found.items.map((item) => item.id)).toEqual([config.id]);
    expect((await listBackupConfigs(core.ctx, { limit: 50, text: 'system data' })).items).toEqual([]);
  });

  it('pages through what it found', async () => {
    for (const name of ['page a', 'page b', 'page c']) await makeRepository(core.ctx, { name });
    const first = await listRepositories(core.ctx, { limit: 2, text: 'PAGE' });
    const second = await listRepositories(core.ctx, { limit: 2, text: 'PAGE', cursor: first.nextCursor });
    expect([...first.items, ...second.items].map((item) => item.name)).toEqual([
      'page c',
      'page b',
      'page a',
    ]);
  });

  it.each([
    'repository',
    'sshKey',
    'schedule',
    'retentionPolicy',
    'pruneConfig',
    'notificationChannel',
    'backupConfig',
    'checkConfig',
  ] as const)('knows where the names of %s stand', async (noun) => {
    expect(await whereNamed(core.ctx.db, noun, 'no such thing')).toEqual({ id: { in: [] } });
    expect(await whereNamed(core.ctx.db, noun, ' ')).toEqual({});
  });
});
