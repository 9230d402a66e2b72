import { createBackupConfig } from '@borgcube/core/backup-config/create-backup-config';
import { deleteBackupConfig } from '@borgcube/core/backup-config/delete-backup-config';
import { getBackupConfig, listBackupConfigs } from '@borgcube/core/backup-config/list-backup-configs';
import { runBackupConfig } from '@borgcube/core/backup-config/run-backup-config';
import { tellCommandLine } from '@borgcube/core/backup-config/tell-command-line';
import { updateBackupConfig } from '@borgcube/core/backup-config/update-backup-config';
import { deleteClient } from '@borgcube/core/client/delete-client';
import { updateClient } from '@borgcube/core/client/update-client';
import { deleteRepository } from '@borgcube/core/repository/delete-repository';
import { insertArchive } from '@borgcube/db/archive-store';
import {
  type BackupConfig,
  BackupConfigCreate,
  BackupConfigData,
  BackupConfigUpdate,
} from '@borgcube/domain/backup-config/backup-config';
import type { Client } from '@borgcube/domain/client/client';
import { BACKUP_STATES } from '@borgcube/domain/job/job-state';
import { defineJobKind } from '@borgcube/plugin-kit/define-job-kind';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONNECTION, makeClient, makeRepository } from './make-records.ts';

/** Nothing runs in these tests; a job needs its kind to be made. */
const backup = defineJobKind({
  name: 'backup',
  verboseName: 'Backup',
  states: BACKUP_STATES,
  config: { schema: BackupConfigData, version: 1, steps: [] },
  access: () => 'write',
  executor: { run: async () => ({ state: 'done' }) },
});

describeDatabases('backup configs', (open) => {
  let core: TestCore;
  let own: Client;
  let web: Client;
  beforeAll(async () => {
    core = makeTestCore((await open()).db, [definePlugin({ name: 'borgcube', jobKinds: [backup] })]);
    own = await makeClient(core.ctx);
    web = await makeClient(core.ctx, { hostname: 'web01', connection: CONNECTION });
  });
  afterAll(() => core.remove());

  const create = (input: object) =>
    createBackupConfig(core.ctx, BackupConfigCreate.parse({ label: 'system', paths: ['/etc'], ...input }));
  const update = (input: object) => updateBackupConfig(core.ctx, BackupConfigUpdate.parse(input));
  const makeLocal = async (label: string): Promise<BackupConfig> =>
    create({
      clientId: own.id,
      repositoryId: (await makeRepository(core.ctx)).id,
      transport: 'local',
      label,
    });

  const addArchive = (of: { repositoryId: string; clientId: string; configId: string }) =>
    insertArchive(
      core.ctx.db,
      {
        ...of,
        jobId: null,
        fingerprint: 'ab'.repeat(32),
        name: 'archive',
        nfiles: 1,
        originalSize: 1,
        compressedSize: 1,
        deduplicatedSize: 1,
        duration: 1,
        timestamp: new Date(),
        timestampEnd: null,
        suspect: null,
        repositoryFigures: null,
        lastGood: null,
      },
      new Date(),
    );

  it('fills in the defaults and answers the whole record', async () => {
    const made = await makeLocal('defaults');
    expect(made).toMatchObject({
      version: 1,
      compression: 'lz4',
      checkpointInterval: 1800,
      oneFileSystem: true,
      enabled: true,
      rateLimit: null,
      excludes: [],
    });
    expect(await getBackupConfig(core.ctx, made.id)).toEqual(made);
    const { items } = await listBackupConfigs(core.ctx, { limit: 50, repositoryId: made.repositoryId });
    expect(items).toEqual([made]);
  });

  it('refuses local for a client that has, or had, a connection', async () => {
    const { id: repositoryId } = await makeRepository(core.ctx);
    const other = await makeClient(core.ctx, { connection: CONNECTION });
    const local = { clientId: other.id, repositoryId, transport: 'local' };
    await expect(create(local)).rejects.toMatchObject({ fieldErrors: { transport: [expect.any(String)] } });
    await updateClient(core.ctx, { id: other.id, connection: null });
    await expect(create(local)).rejects.toMatchObject({
      fieldErrors: { transport: [expect.stringContaining('had a connection')] },
    });
  });

  it('saves ssh for a client without connection: its jobs will say what is missing', async () => {
    const { id: repositoryId } = await makeRepository(core.ctx);
    const made = await create({ clientId: own.id, repositoryId, transport: 'ssh', label: 'later' });
    expect(made.transport).toBe('ssh');
  });

  it('gives a repository that a client reaches by ssh to nobody else, whoever comes first', async () => {
    const first = await makeRepository(core.ctx);
    await create({ clientId: web.id, repositoryId: first.id, transport: 'ssh', label: 'a' });
    await create({ clientId: web.id, repositoryId: first.id, transport: 'ssh', label: 'b' });
    const second = await create({
      clientId: own.id,
      repositoryId: (await makeRepository(core.ctx)).id,
      transport: 'local',
      label: 'x',
    });
    const refused = { fieldErrors: { repositoryId: [expect.stringContaining('Use another repository')] } };
    await expect(
      create({ clientId: own.id, repositoryId: first.id, transport: 'local', label: 'y' }),
    ).rejects.toMatchObject(refused);
    await expect(update({ id: second.id, repositoryId: first.id })).rejects.toMatchObject(refused);
    await expect(
      create({ clientId: web.id, repositoryId: second.repositoryId, transport: 'ssh', label: 'c' }),
    ).rejects.toMatchObject(refused);
  });

  it('gives a repository with archives of a client to no other one by ssh, though the config is gone', async () => {
    const { id, repositoryId } = await makeLocal('left archives');
    await addArchive({ repositoryId, clientId: own.id, configId: id });
    await deleteBackupConfig(core.ctx, id);
    await expect(
      create({ clientId: web.id, repositoryId, transport: 'ssh', label: 'reader' }),
    ).rejects.toMatchObject({
      fieldErrors: { repositoryId: [expect.stringContaining(`holds archives of ${own.hostname}`)] },
    });
    expect(await create({ clientId: web.id, repositoryId, transport: 'pull', label: 'p' })).toBeDefined();
  });

  it('lets only one of two clients in when both come at once', async () => {
    const { id: repositoryId } = await makeRepository(core.ctx);
    const other = await makeClient(core.ctx, { connection: CONNECTION });
    const results = await Promise.allSettled(
      [web.id, other.id].map((clientId) =>
        create({ clientId, repositoryId, transport: 'ssh', label: 'race' }),
      ),
    );
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('answers in words when one end goes while the config is made', async () => {
    for (let i = 0; i < 5; i++) {
      const client = await makeClient(core.ctx);
      const { id: repositoryId } = await makeRepository(core.ctx);
      const made = create({ clientId: client.id, repositoryId, transport: 'local' });
      const results = await Promise.allSettled([
        made,
        deleteClient(core.ctx, client.id),
        deleteRepository(core.ctx, repositoryId),
      ]);
      const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      expect(errors.map((error) => error.name)).toEqual(errors.map(() => 'DomainError'));
      expect(errors.length).toBeGreaterThan(0);
    }
  });

  it('stays with its client', async () => {
    const made = await makeLocal('loyal');
    const other = await makeClient(core.ctx);
    expect(await update({ id: made.id, clientId: own.id, label: 'still' })).toMatchObject({ label: 'still' });
    await expect(update({ id: made.id, clientId: other.id })).rejects.toMatchObject({
      fieldErrors: { clientId: [expect.any(String)] },
    });
  });

  it('takes a label twice, and refuses an unknown end and a stale form', async () => {
    const made = await makeLocal('twice');
    expect(await makeLocal('twice')).toMatchObject({ label: 'twice', clientId: made.clientId });
    await expect(
      create({ clientId: own.id, repositoryId: 'nope', transport: 'local', label: 'z' }),
    ).rejects.toMatchObject({ fieldErrors: { repositoryId: [expect.any(String)] } });
    await update({ id: made.id, paths: ['/etc', '/home'], ifUpdatedAt: made.updatedAt });
    await expect(update({ id: made.id, paths: ['/'], ifUpdatedAt: made.updatedAt })).rejects.toMatchObject({
      kind: 'changed-meanwhile',
    });
    expect((await getBackupConfig(core.ctx, made.id)).paths).toEqual(['/etc', '/home']);
  });

  it('queues a job with a frozen copy, and the same job when asked again', async () => {
    const made = await makeLocal('run');
    const job = await runBackupConfig(core.as('operator'), made.id);
    expect(job).toMatchObject({
      kind: 'backup',
      state: 'job_created',
      configId: made.id,
      alreadyQueued: false,
    });
    await update({ id: made.id, paths: ['/srv'] });
    const row = await core.ctx.db.job.findUniqueOrThrow({ where: { id: job.id } });
    expect(row).toMatchObject({ configVersion: 1, config: { paths: ['/etc'], label: 'run' } });
    expect(await runBackupConfig(core.ctx, made.id)).toMatchObject({ id: job.id, alreadyQueued: true });
    await expect(runBackupConfig(core.as('viewer'), made.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(deleteBackupConfig(core.ctx, made.id)).rejects.toMatchObject({ kind: 'in-use' });
    await expect(deleteRepository(core.ctx, made.repositoryId)).rejects.toMatchObject({
      kind: 'in-use',
      message: expect.stringMatching(/“run” of .*job \d+/),
    });
  });

  it('takes its scheduled actions with it and disables a schedule that has none left', async () => {
    const { db } = core.ctx;
    const [gone, other] = [await makeLocal('gone'), await makeLocal('stays')];
    const makeSchedule = (name: string, configIds: string[]) =>
      db.schedule.create({
        data: {
          id: name,
          name,
          recurrence: 'RRULE:FREQ=DAILY',
          recurrenceStart: '2026-11-22T02:30:00',
          timeZone: 'UTC',
          effectiveFrom: new Date(),
          nextAt: new Date(),
          actions: {
            create: configIds.map((backupConfigId, position) => ({
              id: `${name}-${position}`,
              position,
              kind: 'borgcube.backup',
              version: 1,
              data: { backupConfigId },
              targetNoun: 'backupConfig',
              targetId: backupConfigId,
            })),
          },
        },
      });
    await makeSchedule('only', [gone.id]);
    await makeSchedule('both', [gone.id, other.id]);
    expect(await deleteBackupConfig(core.ctx, gone.id)).toEqual({
      id: gone.id,
      removedActions: 2,
      removedTriggers: 0,
      disabledSchedules: [{ id: 'only', name: 'only' }],
    });
    const schedules = await db.schedule.findMany({ orderBy: { id: 'asc' } });
    expect(schedules.map(({ recurrenceEnabled, nextAt }) => [recurrenceEnabled, nextAt === null])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('tells the command line, without any secret', async () => {
    const { id: repositoryId } = await makeRepository(core.ctx, { passphrase: 'canary passphrase' });
    const made = await create({
      clientId: own.id,
      repositoryId,
      transport: 'local',
      label: 'words',
      paths: ['/srv/my files', '-dash'].slice(0, 1),
      excludes: ["it's"],
    });
    const { commandLine, words } = await tellCommandLine(core.as('viewer'), made.id);
    expect(words.slice(-1)).toEqual(['/srv/my files']);
    expect(commandLine).toContain("'/srv/my files'");
    expect(commandLine).toContain(`${own.hostname}-NNNNN`);
    expect(commandLine).not.toContain('canary');
  });
});
