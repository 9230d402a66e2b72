import { deleteBackupConfig } from '@borgcube/core/backup-config/delete-backup-config';
import { updateBackupConfig } from '@borgcube/core/backup-config/update-backup-config';
import { backupAction } from '@borgcube/core/schedule/backup-action';
import { changeSchedule } from '@borgcube/core/schedule/change-schedule';
import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import { listActionKinds } from '@borgcube/core/schedule/list-action-kinds';
import { getSchedule, listSchedules } from '@borgcube/core/schedule/list-schedules';
import { previewSchedule } from '@borgcube/core/schedule/preview-schedule';
import { removeSchedule } from '@borgcube/core/schedule/remove-schedule';
import { runScheduleNow } from '@borgcube/core/schedule/run-schedule-now';
import { BackupConfigData } from '@borgcube/domain/backup-config/backup-config';
import { BACKUP_STATES } from '@borgcube/domain/job/job-state';
import {
  type Schedule,
  ScheduleCreate,
  SchedulePreviewInput,
  ScheduleUpdate,
} from '@borgcube/domain/schedule/schedule';
import { defineJobKind } from '@borgcube/plugin-kit/define-job-kind';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBackupConfig } from './make-records.ts';

const backup = defineJobKind({
  name: 'backup',
  verboseName: 'Backup',
  states: BACKUP_STATES,
  config: { schema: BackupConfigData, version: 1, steps: [] },
  access: () => 'write',
  executor: { run: async () => ({ state: 'done' }) },
});
const plugin = definePlugin({ name: 'borgcube', jobKinds: [backup], scheduledActions: [backupAction] });
const NIGHTLY = {
  recurrence: 'RRULE:FREQ=DAILY',
  recurrenceStart: '2026-01-01T02:30:00',
  timeZone: 'Europe/Berlin',
};

describeDatabases('schedules', (open) => {
  let core: TestCore;
  let configId: string;
  let count = 0;
  beforeAll(async () => {
    core = makeTestCore((await open()).db, [plugin]);
    configId = (await makeBackupConfig(core.ctx)).id;
  });
  afterAll(() => core.remove());

  const actionOf = (backupConfigId: string) => ({ kind: 'borgcube.backup', data: { backupConfigId } });
  const create = (input: object = {}): Promise<Schedule> => {
    count += 1;
    return createSchedule(core.ctx, ScheduleCreate.parse({ name: `nightly ${count}`, ...NIGHTLY, ...input }));
  };
  const update = (input: object) => changeSchedule(core.ctx, ScheduleUpdate.parse(input));

  it('answers the whole record, with the rule in words and the next instant', async () => {
    const made = await create({ name: 'Nightly', actions: [actionOf(configId)] });
    expect(made).toMatchObject({
      name: 'Nightly',
      text: 'every day at 02:30',
      recurrenceEnabled: true,
      misfire: 'run-once',
      actions: [
        { position: 1, kind: 'borgcube.backup', version: 1, data: { backupConfigId: configId }, known: true },
      ],
    });
    expect(Date.parse(made.nextAt ?? '')).toBeGreaterThan(Date.parse(made.effectiveFrom));
    expect(await getSchedule(core.ctx, made.id)).toEqual(made);
    expect((await listSchedules(core.ctx, { limit: 50 })).items).toContainEqual(made);
  });

  it.each([
    ['a kind that nobody knows', { actions: [{ kind: 'other.thing', data: {} }] }, 'actions.0.kind'],
    ['a missing reference', { actions: [actionOf('gone')] }, 'actions.0.data.backupConfigId'],
    [
      'data that the form refuses',
      { actions: [{ kind: 'borgcube.backup', data: { backupConfigId: 7 } }] },
      'actions.0.data.backupConfigId',
    ],
    [
      'a field that the form does not know',
      { actions: [{ kind: 'borgcube.backup', data: { other: 1 } }] },
      'actions.0.data.other',
    ],
    ['a rule that is none', { recurrence: 'RRULE:FREQ=NEVER' }, 'recurrence'],
    ['a rule that cannot be computed right', { recurrence: 'RRULE:FREQ=HOURLY;BYDAY=MO' }, 'recurrence'],
    ['a zone that is none', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['a day that is none', { recurrenceStart: '2026-02-30T02:30:00' }, 'recurrenceStart'],
  ])('refuses %s at its field', async (_name, input, field) => {
    await expect(create(input)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      fieldErrors: { [field]: [expect.any(String)] },
    });
  });

  it('takes a name twice, and refuses a change of what someone else changed', async () => {
    const { id, name, updatedAt } = await create();
    expect((await create({ name })).id).not.toBe(id);
    await update({ id, description: 'other', ifUpdatedAt: updatedAt });
    await expect(update({ id, description: 'mine', ifUpdatedAt: updatedAt })).rejects.toMatchObject({
      kind: 'changed-meanwhile',
    });
  });

  it('holds from the moment of a change on, but not of a change of words', async () => {
    const made = await create();
    const renamed = await update({ id: made.id, name: `${made.name}, renamed` });
    expect(renamed).toMatchObject({ effectiveFrom: made.effectiveFrom, nextAt: made.nextAt });
    const off = await update({ id: made.id, recurrenceEnabled: false });
    expect(off).toMatchObject({ nextAt: null });
    expect(off.effectiveFrom > made.effectiveFrom).toBe(true);
    const on = await update({ id: made.id, recurrenceEnabled: true });
    expect(on.nextAt).toBe(made.nextAt);
  });

  it('keeps an action whose plugin is gone, as it is, through an edit', async () => {
    const { id } = await create({ actions: [actionOf(configId)] });
    const without = { ...core.ctx, kinds: { ...core.ctx.kinds, scheduledActions: new Map() } };
    const seen = await getSchedule(without, id);
    expect(seen.actions).toMatchObject([{ kind: 'borgcube.backup', known: false }]);
    const actions = seen.actions.map(({ kind, data }) => ({ kind, data }));
    const kept = await changeSchedule(without, ScheduleUpdate.parse({ id, misfire: 'skip', actions }));
    expect(kept.actions).toMatchObject([
      { kind: 'borgcube.backup', data: { backupConfigId: configId }, known: false },
    ]);
    expect(await runScheduleNow(without, id)).toEqual({
      jobs: [],
      problems: ['Action 1: no plugin here knows the action borgcube.backup.'],
    });
  });

  it('runs now what its actions say, and queues no config twice', async () => {
    const { id } = await create({
      recurrenceEnabled: false,
      actions: [actionOf(configId), actionOf(configId)],
    });
    const { jobs } = await runScheduleNow(core.as('operator'), id);
    expect(jobs).toHaveLength(1);
    expect(await runScheduleNow(core.ctx, id)).toEqual({ jobs, problems: [] });
  });

  it('says why an action makes nothing', async () => {
    const { id: disabled } = await makeBackupConfig(core.ctx);
    await updateBackupConfig(core.ctx, { id: disabled, enabled: false });
    const { id } = await create({ actions: [actionOf(disabled)] });
    const { jobs, problems } = await runScheduleNow(core.ctx, id);
    expect(jobs).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^Action 1: The backup config .* is disabled\.$/)]);
  });

  it('loses the actions of a config that is deleted, and is disabled when none are left', async () => {
    const { id: gone } = await makeBackupConfig(core.ctx);
    const { id } = await create({ actions: [actionOf(gone)] });
    await deleteBackupConfig(core.ctx, gone);
    expect(await getSchedule(core.ctx, id)).toMatchObject({
      actions: [],
      recurrenceEnabled: false,
      nextAt: null,
    });
  });

  it('is gone once deleted', async () => {
    const { id } = await create();
    await removeSchedule(core.ctx, id);
    await expect(getSchedule(core.ctx, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(removeSchedule(core.ctx, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lets viewers look, operators run and admins change', async () => {
    const { id } = await create();
    await expect(getSchedule(core.as('viewer'), id)).resolves.toMatchObject({ id });
    await expect(runScheduleNow(core.as('viewer'), id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(removeSchedule(core.as('operator'), id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('previews from the start itself, or after an instant', () => {
    const preview = (input: object) =>
      previewSchedule(core.ctx, SchedulePreviewInput.parse({ ...NIGHTLY, count: 2, ...input }));
    const spring = { recurrenceStart: '2026-03-28T02:30:00' };
    expect(preview(spring)).toMatchObject({
      text: 'every day at 02:30',
      occurrences: ['2026-03-28T01:30:00.000Z', '2026-03-29T01:30:00.000Z'],
      details: [{ shifted: false }, { shifted: true, reason: 'Clocks go forward: 02:30 does not exist' }],
      suggestedStart: '2026-03-28T02:30:00',
    });
    const [first] = preview({ ...spring, after: '2026-03-29T03:30:00+02:00' }).occurrences;
    expect(preview({ ...spring, after: '2026-03-29T01:30:00Z' }).occurrences[0]).toBe(first);
    expect(preview({ ...spring, count: 400 }).occurrences).toHaveLength(400);
    expect(preview({ ...spring, after: '2026-03-29T01:30:00Z' }).occurrences[0]).toBe(
      '2026-03-30T00:30:00.000Z',
    );
  });

  it('tells the kinds of action with their forms', () => {
    expect(listActionKinds(core.ctx)).toMatchObject([
      {
        kind: 'borgcube.backup',
        name: 'Backup',
        form: { properties: { backupConfigId: { reference: 'backupConfig' } }, required: ['backupConfigId'] },
      },
    ]);
  });
});
