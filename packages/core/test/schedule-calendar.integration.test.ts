import { backupAction } from '@borgcube/core/schedule/backup-action';
import { bulkBackupAction } from '@borgcube/core/schedule/bulk-backup-action';
import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import { foreseeSchedule } from '@borgcube/core/schedule/foresee-schedule';
import { listLedger } from '@borgcube/core/schedule/list-schedules';
import { readCalendar } from '@borgcube/core/schedule/read-calendar';
import { runScheduleNow } from '@borgcube/core/schedule/run-schedule-now';
import { insertOccurrences } from '@borgcube/db/occurrence-store';
import { BackupConfigData } from '@borgcube/domain/backup-config/backup-config';
import { BACKUP_STATES } from '@borgcube/domain/job/job-state';
import { ScheduleCreate } from '@borgcube/domain/schedule/schedule';
import { ScheduleForesightInput } from '@borgcube/domain/schedule/schedule-calendar';
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
const plugin = definePlugin({
  name: 'borgcube',
  jobKinds: [backup],
  scheduledActions: [backupAction, bulkBackupAction],
});
const HOUR = 3_600_000;

describeDatabases('the calendar of schedules', (open) => {
  let core: TestCore;
  let config: Awaited<ReturnType<typeof makeBackupConfig>>;
  let ids: Record<'nightly' | 'late' | 'hourly', string>;
  const now = new Date('2026-11-24T12:00:00Z');
  const ctx = () => ({ ...core.ctx, clock: () => now });
  const bulk = (clientPattern: string, labelPattern = '.*') => ({
    kind: 'borgcube.bulk-backup',
    data: { clientPattern, labelPattern },
  });
  const create = async (input: object) =>
    (
      await createSchedule(
        ctx(),
        ScheduleCreate.parse({
          recurrence: 'RRULE:FREQ=DAILY',
          timeZone: 'Europe/Berlin',
          actions: [{ kind: 'borgcube.backup', data: { backupConfigId: config.id } }],
          ...input,
        }),
      )
    ).id;

  beforeAll(async () => {
    core = makeTestCore((await open()).db, [plugin]);
    config = await makeBackupConfig(core.ctx);
    ids = {
      nightly: await create({ name: 'Nightly', recurrenceStart: '2026-11-25T02:00:00' }),
      late: await create({ name: 'Late', recurrenceStart: '2026-11-25T02:30:00' }),
      hourly: await create({
        name: 'Hourly',
        recurrence: 'RRULE:FREQ=HOURLY',
        recurrenceStart: '2026-11-24T13:05:00',
        actions: [],
      }),
    };
    const start = new Date(now.getTime() - 30 * HOUR);
    const job = await core.ctx.db.job.create({
      data: {
        kind: 'backup',
        state: 'done',
        configId: config.id,
        repositoryId: config.repositoryId,
        timestampStart: start,
        timestampEnd: new Date(start.getTime() + HOUR),
        createdBy: 'test',
      },
    });
    const failed = await core.ctx.db.job.create({
      data: { kind: 'backup', state: 'failed', repositoryId: config.repositoryId, createdBy: 'test' },
    });
    const rows = [
      { at: -34, jobs: [job.id], state: 'done' as const, reason: null },
      { at: -10, jobs: [job.id, failed.id], state: 'done' as const, reason: null },
      { at: -9, jobs: [], state: 'skipped' as const, reason: 'Missed.' },
    ];
    for (const { at, jobs, state, reason } of rows) {
      const instant = new Date(now.getTime() + at * HOUR);
      await insertOccurrences(
        core.ctx.db,
        [{ scheduleId: ids.nightly, instant, state: 'skipped', reason }],
        now,
      );
      await core.ctx.db.occurrence.updateMany({ where: { instant }, data: { state, jobs } });
    }
  });
  afterAll(() => core.remove());

  const calendar = (from: string, to: string) => readCalendar(ctx(), { from, to });

  it('tells what became of the past and when the next come, with who waits for whom', async () => {
    const { occurrences, leftOut } = await calendar('2026-11-23T00:00:00Z', '2026-11-26T00:00:00Z');
    const told = occurrences
      .filter(({ scheduleId }) => scheduleId !== ids.hourly)
      .map(({ name, instant, state, outcome }) => [name, instant.slice(8, 16), state, outcome]);
    expect(told).toEqual([
      ['Nightly', '23T02:00', 'done', 'good'],
      ['Nightly', '24T02:00', 'done', 'failed'],
      ['Nightly', '24T03:00', 'skipped', null],
      ['Nightly', '25T01:00', 'coming', null],
      ['Late', '25T01:30', 'coming', null],
    ]);
    const late = occurrences.find(({ name }) => name === 'Late');
    expect(late?.wait).toMatchObject({ ms: HOUR / 2, behind: 'Nightly', behindId: ids.nightly });
    expect(late?.blocks).toMatchObject([
      { start: '2026-11-25T02:00:00.000Z', end: '2026-11-25T03:00:00.000Z' },
    ]);
    expect(leftOut).toEqual([]);
  });

  it('lists an hourly schedule over a day and sums it up over a month', async () => {
    const day = await calendar('2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z');
    expect(day.occurrences.filter(({ scheduleId }) => scheduleId === ids.hourly)).toHaveLength(24);
    const month = await calendar('2026-11-25T00:00:00Z', '2026-12-30T00:00:00Z');
    expect(month.occurrences.filter(({ scheduleId }) => scheduleId === ids.hourly)).toEqual([]);
    expect(month.frequent).toMatchObject([{ name: 'Hourly', perDay: 24 }]);
  });

  it('knows the next change of the clocks and whom it moves', async () => {
    const { clockChanges } = await calendar('2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z');
    expect(clockChanges).toMatchObject([
      {
        timeZone: 'Europe/Berlin',
        from: '2027-03-28T02:00:00',
        to: '2027-03-28T03:00:00',
        schedules: [
          { name: 'Nightly', wall: '2027-03-28T03:00:00' },
          { name: 'Late', wall: '2027-03-28T03:30:00' },
        ],
      },
    ]);
  });

  it('foresees what actions match, how long they take, and a time at which nothing waits', async () => {
    const input = {
      recurrence: 'RRULE:FREQ=DAILY',
      recurrenceStart: '2026-11-25T02:15:00',
      timeZone: 'Europe/Berlin',
      actions: [bulk('.*'), bulk('nobody'), { kind: 'other.thing', data: {} }],
    };
    const told = await foreseeSchedule(ctx(), ScheduleForesightInput.parse(input));
    expect(told.actions).toMatchObject([
      { jobs: 1, expectedMs: HOUR, problem: null, names: [expect.stringContaining(' of ')] },
      { jobs: 0, expectedMs: null, problem: expect.stringContaining('No enabled config') },
      { jobs: 0, problem: expect.stringContaining('other.thing') },
    ]);
    expect(told.waits).toHaveLength(10);
    expect(told.waits[0]).toMatchObject({ wait: { behind: 'Nightly', ms: 45 * 60_000 } });
    expect(told.freeAt).toBe('2026-11-25T01:00:00');
    expect(told.night?.blocks.filter(({ own }) => own)).toMatchObject([
      { waitsFrom: '2026-11-25T01:15:00.000Z' },
    ]);
  });

  it('backs up what matches as a whole and without case, and refuses what is no pattern at its field', async () => {
    const id = await create({ name: 'Bulk', recurrenceStart: '2027-01-01T00:00:00', actions: [bulk('.*')] });
    expect((await runScheduleNow(ctx(), id)).jobs).toHaveLength(1);
    const none = await create({ name: 'None', recurrenceStart: '2027-01-01T00:00:00', actions: [bulk('.')] });
    expect(await runScheduleNow(ctx(), none)).toMatchObject({
      jobs: [],
      problems: [expect.stringContaining('No enabled')],
    });
    await expect(
      create({ name: 'Broken', recurrenceStart: '2027-01-01T00:00:00', actions: [bulk('.*', '(')] }),
    ).rejects.toMatchObject({ fieldErrors: { 'actions.0.data.labelPattern': [expect.any(String)] } });
  });

  it('pages the ledger of all schedules, newest first', async () => {
    const first = await listLedger(ctx(), { limit: 2 });
    expect(first.items.map(({ instant, scheduleName }) => [instant.slice(8, 13), scheduleName])).toEqual([
      ['24T03', 'Nightly'],
      ['24T02', 'Nightly'],
    ]);
    const second = await listLedger(ctx(), { limit: 2, cursor: first.nextCursor ?? undefined });
    expect(second.items.map(({ instant }) => instant.slice(8, 13))).toEqual(['23T02']);
    expect(second.nextCursor).toBeNull();
    expect((await listLedger(ctx(), { limit: 9, state: 'skipped' })).items).toHaveLength(1);
  });
});
