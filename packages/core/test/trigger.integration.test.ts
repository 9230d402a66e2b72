import { createBackupConfig } from '@borgcube/core/backup-config/create-backup-config';
import { deleteBackupConfig } from '@borgcube/core/backup-config/delete-backup-config';
import { updateBackupConfig } from '@borgcube/core/backup-config/update-backup-config';
import { backupAction } from '@borgcube/core/schedule/backup-action';
import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import { removeSchedule } from '@borgcube/core/schedule/remove-schedule';
import { createTrigger } from '@borgcube/core/trigger/create-trigger';
import { deleteTrigger } from '@borgcube/core/trigger/delete-trigger';
import { fireTrigger } from '@borgcube/core/trigger/fire-trigger';
import { listTriggers } from '@borgcube/core/trigger/list-triggers';
import { RefusedTriggers } from '@borgcube/core/trigger/refused-triggers';
import { runTrigger } from '@borgcube/core/trigger/run-trigger';
import { updateTrigger } from '@borgcube/core/trigger/update-trigger';
import { listAuditEntries } from '@borgcube/db/audit-store';
import {
  type BackupConfig,
  BackupConfigCreate,
  BackupConfigData,
} from '@borgcube/domain/backup-config/backup-config';
import { BACKUP_STATES } from '@borgcube/domain/job/job-state';
import { ScheduleCreate } from '@borgcube/domain/schedule/schedule';
import { TriggerCreate } from '@borgcube/domain/trigger/trigger';
import { defineJobKind } from '@borgcube/plugin-kit/define-job-kind';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeBackupConfig } from './make-records.ts';

/** Nothing runs in these tests; a job needs its kind to be made. */
const backup = defineJobKind({
  name: 'backup',
  verboseName: 'Backup',
  states: BACKUP_STATES,
  config: { schema: BackupConfigData, version: 1, steps: [] },
  access: () => 'write',
  executor: { run: async () => ({ state: 'done' }) },
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describeDatabases('triggers', (open) => {
  let core: TestCore;
  let config: BackupConfig;
  beforeAll(async () => {
    const plugin = definePlugin({ name: 'borgcube', jobKinds: [backup], scheduledActions: [backupAction] });
    core = makeTestCore((await open()).db, [plugin]);
  });
  afterAll(() => core.remove());
  beforeEach(async () => {
    config = await makeBackupConfig(core.ctx);
  });

  const create = (input: object = {}) =>
    createTrigger(
      core.ctx,
      TriggerCreate.parse({
        target: { type: 'backupConfig', id: config.id },
        access: ['anonymous-web'],
        ...input,
      }),
    );
  const fire = (triggerId: string | null) =>
    fireTrigger(core.ctx, null, {
      triggerId: triggerId ?? '',
      context: 'anonymous-web',
      address: '198.51.100.7',
    });
  const runLocally = (triggerId: string | null, isLocal = true) =>
    runTrigger(core.ctx, { triggerId: triggerId ?? '', isLocal });
  const audit = async (recordId?: string) =>
    (await listAuditEntries(core.ctx.db, { limit: 20 }, { noun: 'trigger', recordId })).items;

  it('has any number of ids, each with its own rights', async () => {
    const first = await create({ comment: 'deploy hook' });
    const second = await create({ access: [] });
    expect(first).toMatchObject({
      triggerId: expect.stringMatching(UUID),
      target: { type: 'backupConfig', id: config.id },
      targetName: expect.stringMatching(/^system of host-/),
      enabled: true,
      access: ['anonymous-web'],
      comment: 'deploy hook',
      lastUsedAt: null,
    });
    expect([second.access, second.triggerId === first.triggerId]).toEqual([[], false]);
    const filter = { limit: 50, targetType: 'backupConfig', targetId: config.id } as const;
    expect((await listTriggers(core.ctx, filter)).items).toEqual([second, first]);
    const seen = await listTriggers(core.as('viewer'), filter);
    expect(seen.items.map(({ triggerId }) => triggerId)).toEqual([null, null]);
    await expect(create({ target: { type: 'schedule', id: config.id } })).rejects.toMatchObject({
      fieldErrors: { 'target.id': ['This schedule does not exist.'] },
    });
  });

  it('starts a config once, says so, and is on record without telling the id', async () => {
    const { id, triggerId } = await create();
    const outcome = await fire(triggerId);
    expect(outcome).toEqual({ jobs: [expect.any(Number)] });
    expect(await fire(triggerId?.toUpperCase() ?? null)).toEqual(outcome);
    const used = (await listTriggers(core.ctx, { limit: 1 })).items[0];
    expect(used?.lastUsedAt).not.toBeNull();
    const entries = await audit(id);
    expect(entries[0]).toMatchObject({
      actor: `trigger:${id}`,
      what: expect.stringMatching(
        /^Fired trigger [0-9a-f]{8}… of backup config system of .* from 198\.51\.100\.7$/,
      ),
    });
    expect(JSON.stringify(entries)).not.toContain(triggerId);
  });

  it('starts all actions of a schedule, on its own times or not', async () => {
    const schedule = await createSchedule(
      core.ctx,
      ScheduleCreate.parse({
        name: `on demand ${config.id}`,
        recurrence: 'RRULE:FREQ=DAILY',
        recurrenceStart: '2026-01-01T02:00:00',
        timeZone: 'Europe/Berlin',
        recurrenceEnabled: false,
        actions: [{ kind: 'borgcube.backup', data: { backupConfigId: config.id } }],
      }),
    );
    const { triggerId } = await create({ target: { type: 'schedule', id: schedule.id } });
    expect(await fire(triggerId)).toEqual({ jobs: [expect.any(Number)] });
    await removeSchedule(core.ctx, schedule.id);
    expect(await fire(triggerId)).toMatchObject({ refused: { reason: 'unknown' } });
  });

  it('refuses what is unknown, disabled or not meant for the place, and knows why', async () => {
    const web = await create();
    const local = await create({ access: ['local-cli'] });
    const nowhere = await create({ access: [] });
    await updateTrigger(core.ctx, { id: web.id, enabled: false });
    const unknown = '5b6f5a1e-6a39-4c09-9be5-0d3f1b1e7a55';
    expect(await fire(web.triggerId)).toMatchObject({ refused: { reason: 'disabled', recordId: web.id } });
    expect(await fire(local.triggerId)).toMatchObject({ refused: { reason: 'no-access' } });
    expect(await fire(nowhere.triggerId)).toMatchObject({ refused: { reason: 'no-access' } });
    expect(await fire(unknown)).toEqual({
      refused: { reason: 'unknown', recordId: null, shortId: '5b6f5a1e…' },
    });
    expect(await fire('\0not an id')).toMatchObject({ refused: { reason: 'unknown', shortId: null } });

    expect(await runLocally(local.triggerId)).toEqual({ jobs: [expect.any(Number)] });
    for (const id of [web.triggerId, nowhere.triggerId, unknown]) {
      await expect(runLocally(id)).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'There is no such trigger.',
      });
    }
    await expect(runLocally(local.triggerId, false)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await audit(web.id))[0]?.what).toMatch(/^Refused trigger .*: the id is disabled$/);
  });

  it('does not start a config that is disabled', async () => {
    const { triggerId } = await create();
    await updateBackupConfig(core.ctx, { id: config.id, enabled: false });
    expect(await fire(triggerId)).toMatchObject({ refused: { reason: 'target-disabled' } });
  });

  it('goes with its target, and the deletion says how many', async () => {
    const { triggerId } = await create();
    await create();
    const { clientId, repositoryId } = config;
    const other = await createBackupConfig(
      core.ctx,
      BackupConfigCreate.parse({ clientId, repositoryId, label: 'other', paths: ['/'], transport: 'local' }),
    );
    const kept = await create({ target: { type: 'backupConfig', id: other.id } });
    expect(await deleteBackupConfig(core.ctx, config.id)).toMatchObject({ removedTriggers: 2 });
    expect(await fire(triggerId)).toMatchObject({ refused: { reason: 'unknown' } });
    const { items } = await listTriggers(core.ctx, { limit: 50 });
    expect(items.map(({ id }) => id)).toContain(kept.id);
    expect(await core.ctx.db.trigger.count({ where: { targetId: config.id } })).toBe(0);
  });

  it('is taken back alone, and its row goes with the last id', async () => {
    const [first, second] = [await create(), await create()];
    await deleteTrigger(core.ctx, first.id);
    expect(await fire(first.triggerId)).toMatchObject({ refused: { reason: 'unknown' } });
    expect(await fire(second.triggerId)).toHaveProperty('jobs');
    await deleteTrigger(core.ctx, second.id);
    expect(await core.ctx.db.trigger.count({ where: { targetId: config.id } })).toBe(0);
  });

  it('puts a flood of refusals on record in a few entries', async () => {
    const { id } = await create();
    const refused = new RefusedTriggers(core.ctx, (error) => expect.unreachable(String(error)));
    for (let index = 0; index < 500; index += 1) {
      refused.note({ reason: 'unknown', recordId: null, shortId: '01234567…' }, `192.0.2.${index % 2}`);
    }
    refused.note({ reason: 'disabled', recordId: id, shortId: '89abcdef…' }, '192.0.2.9');
    await refused.close();
    const words = (await audit()).map(({ what }) => what);
    expect(words.slice(0, 5)).toEqual([
      'Refused unknown triggers from 192.0.2.1 (249 more times)',
      'Refused unknown triggers from 192.0.2.0 (249 more times)',
      'Refused trigger 89abcdef… from 192.0.2.9: the id is disabled',
      'Refused trigger 01234567… from 192.0.2.1: there is no such id',
      'Refused trigger 01234567… from 192.0.2.0: there is no such id',
    ]);
    for (let index = 0; index < 200; index += 1) {
      refused.note({ reason: 'unknown', recordId: null, shortId: null }, `203.0.113.${index}`);
    }
    await refused.close();
    expect((await audit())[0]?.what).toBe('Refused triggers from many places (179 more times)');
  });
});
