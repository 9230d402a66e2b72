import { readBackupConfig, toBackupConfigView } from '@borgcube/core/backup-config/backup-config-view';
import { deleteBackupConfig } from '@borgcube/core/backup-config/delete-backup-config';
import { getBackupConfig, listBackupConfigs } from '@borgcube/core/backup-config/list-backup-configs';
import { runBackupConfig } from '@borgcube/core/backup-config/run-backup-config';
import { updateBackupConfig } from '@borgcube/core/backup-config/update-backup-config';
import { claimNextJob } from '@borgcube/core/job/claim-job';
import { getJob } from '@borgcube/core/job/get-job';
import { retryJob } from '@borgcube/core/job/retry-job';
import { settleJob } from '@borgcube/core/job/settle-job';
import { changeSchedule } from '@borgcube/core/schedule/change-schedule';
import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import { getSchedule } from '@borgcube/core/schedule/list-schedules';
import { runScheduleNow } from '@borgcube/core/schedule/run-schedule-now';
import * as store from '@borgcube/db/backup-config-store';
import type { Database } from '@borgcube/db/open-database';
import { ScheduleCreate, ScheduleUpdate } from '@borgcube/domain/schedule/schedule';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openJobHouse } from './job-house.ts';
import { makeBackupConfig } from './make-records.ts';

/** Version 1 said `who`, version 2 `names`; the code reads 3, which counts them. */
const data = {
  version: 3,
  schema: z.strictObject({ names: z.array(z.string()), count: z.int() }),
  steps: [
    { from: 1, evolve: (old: unknown) => ({ names: [z.object({ who: z.string() }).parse(old).who] }) },
    {
      from: 2,
      evolve: (old: unknown) => {
        const { names } = z.object({ names: z.array(z.string()) }).parse(old);
        return { names, count: names.length };
      },
    },
  ],
};
const ran: unknown[] = [];
const greeter = definePlugin({
  name: 'greeter',
  jobKinds: [
    {
      name: 'greeter.greet',
      verboseName: 'Greeting',
      states: [],
      config: data,
      access: () => null,
      executor: { run: async () => ({ state: 'done' }) },
    },
  ],
  scheduledActions: [
    {
      kind: 'greeter.greet',
      name: 'Greet',
      version: data.version,
      steps: data.steps,
      form: data.schema,
      expand: async (asked) => {
        ran.push(asked.data);
        return [{ kind: 'greeter.greet', target: 'all', config: asked.data }];
      },
    },
  ],
});
const OLD = { version: 1, data: { who: 'Ada' } };
const NEWER = { version: 4, data: { people: ['Ada'] } };

describeDatabases('data of other versions', (open) => {
  let db: Database;
  let house: ReturnType<typeof openJobHouse>;
  beforeAll(async () => {
    db = (await open()).db;
    house = openJobHouse(db, [greeter]);
    return () => house.remove();
  });

  async function queue(config: { version: number; data: object }, kind = 'greeter.greet'): Promise<number> {
    await db.job.deleteMany({});
    const { id } = await house.makeJob(null, null);
    await db.job.update({
      where: { id },
      data: { kind, config: config.data, configVersion: config.version },
    });
    return id;
  }
  const bytesOf = (id: number) =>
    db.job.findUniqueOrThrow({ where: { id }, select: { config: true, configVersion: true } });

  it('runs an old job as its kind reads it now, and never rewrites the copy', async () => {
    const id = await queue(OLD);
    const claimed = await claimNextJob(house.ctx, house.worker);
    expect(claimed?.runnable.config).toEqual({ names: ['Ada'], count: 1 });
    await settleJob(house.ctx, { jobId: id, worker: house.worker, outcome: { state: 'done' } });
    expect(await bytesOf(id)).toEqual({ config: OLD.data, configVersion: 1 });
  });

  it('writes the evolved copy into the new job of a retry alone', async () => {
    const id = await queue(OLD);
    await claimNextJob(house.ctx, house.worker);
    const outcome = { state: 'failed', cause: { kind: 'timeout' } } as const;
    await settleJob(house.ctx, { jobId: id, worker: house.worker, outcome });
    const again = await retryJob(house.ctx, id);
    expect(await bytesOf(again.id)).toEqual({ config: { names: ['Ada'], count: 1 }, configVersion: 3 });
    expect(await bytesOf(id)).toEqual({ config: OLD.data, configVersion: 1 });
  });

  it.each([
    { of: 'newer data', config: NEWER, kind: 'greeter.greet' },
    { of: 'data that no step leads from', config: { version: 0, data: {} }, kind: 'greeter.greet' },
    { of: 'a kind that nobody knows', config: OLD, kind: 'missing.thing' },
  ])('leaves a job with $of in the queue, and shows it', async ({ config, kind }) => {
    const id = await queue(config, kind);
    expect(await claimNextJob(house.ctx, house.worker)).toBeNull();
    const job = await getJob(house.ctx, id);
    expect(job).toMatchObject({ state: 'job_created', kind, config: config.data });
    expect(job.problem).toMatch(
      kind === 'missing.thing' ? /needs the plugin missing/ : /^config of greeter.greet/,
    );
    expect(await bytesOf(id)).toEqual({ config: config.data, configVersion: config.version });
  });

  const schedule = async (action: { version: number; data: object }, kind = 'greeter.greet') => {
    const made = await createSchedule(
      house.ctx,
      ScheduleCreate.parse({
        name: `greet ${Math.random()}`,
        recurrence: 'RRULE:FREQ=DAILY',
        recurrenceStart: '2026-01-01T02:30:00',
        timeZone: 'UTC',
        actions: [{ kind: 'greeter.greet', data: { names: [], count: 0 } }],
      }),
    );
    await db.scheduledAction.updateMany({ where: { scheduleId: made.id }, data: { ...action, kind } });
    return made.id;
  };
  const stored = async (scheduleId: string) =>
    db.scheduledAction.findFirstOrThrow({
      where: { scheduleId },
      select: { kind: true, version: true, data: true },
    });

  it('evolves an action when it runs, and writes it back when the schedule is saved', async () => {
    const id = await schedule(OLD);
    expect((await runScheduleNow(house.ctx, id)).jobs).toHaveLength(1);
    expect(ran.at(-1)).toEqual({ names: ['Ada'], count: 1 });
    expect(await stored(id)).toMatchObject(OLD);
    const shown = await getSchedule(house.ctx, id);
    expect(shown.actions[0]).toMatchObject({ data: { names: ['Ada'], count: 1 }, known: true });
    const actions = shown.actions.map(({ kind, data }) => ({ kind, data }));
    await changeSchedule(house.ctx, ScheduleUpdate.parse({ id, actions }));
    expect(await stored(id)).toMatchObject({ version: 3, data: { names: ['Ada'], count: 1 } });
  });

  it.each([
    { of: 'newer data', kind: 'greeter.greet' },
    { of: 'a kind that nobody knows', kind: 'missing.thing' },
  ])(
    'shows an action with $of, does not run it, and keeps it when its schedule is saved',
    async ({ kind }) => {
      const id = await schedule(NEWER, kind);
      const { jobs, problems } = await runScheduleNow(house.ctx, id);
      expect(jobs).toEqual([]);
      expect(problems).toEqual([expect.stringContaining(kind)]);
      const shown = await getSchedule(house.ctx, id);
      expect(shown.actions).toMatchObject([{ kind, data: NEWER.data, known: false }]);
      const actions = shown.actions.map((action) => ({ kind: action.kind, data: action.data }));
      await changeSchedule(house.ctx, ScheduleUpdate.parse({ id, description: 'new words', actions }));
      expect(await stored(id)).toEqual({ kind, ...NEWER });
    },
  );

  it('evolves a backup config on reading, from the bytes as they are', async () => {
    const { id } = await makeBackupConfig(house.ctx);
    const row = await store.getBackupConfig(db, id);
    const { paths, ...rest } = row.data;
    const old = { ...row, data: { ...rest, path: (paths as string[])[0] } };
    const step = { from: 1, evolve: (was: unknown) => ({ ...Object(was), paths: [Object(was).path] }) };
    expect(readBackupConfig(old, { version: 2, steps: [step] })).toMatchObject({ paths: ['/etc'] });
    expect(toBackupConfigView(old, { version: 2, steps: [] })).toMatchObject({
      label: row.label,
      problem: expect.stringContaining('no step leads from version 1 to 2; there are no steps'),
    });
  });

  it('shows a backup config of a newer server, refuses to run or change it, and lets it go', async () => {
    const { id, label } = await makeBackupConfig(house.ctx);
    const newer = { version: 2, data: { sources: ['/etc'] } };
    await db.backupConfig.update({ where: { id }, data: newer });
    expect((await listBackupConfigs(house.ctx, { limit: 50 })).items).toContainEqual(
      expect.objectContaining({
        id,
        label,
        problem: expect.stringContaining('stored version 2 is newer than 1'),
      }),
    );
    const refused = { code: 'PRECONDITION_FAILED', kind: 'data-unreadable' };
    await expect(runBackupConfig(house.ctx, id)).rejects.toMatchObject(refused);
    await expect(updateBackupConfig(house.ctx, { id, label: 'other' })).rejects.toMatchObject(refused);
    const row = await db.backupConfig.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject(newer);
    await deleteBackupConfig(house.ctx, id);
    await expect(getBackupConfig(house.ctx, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
