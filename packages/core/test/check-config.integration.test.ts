import { deleteCheckConfig } from '@borgcube/core/check-config/delete-check-config';
import { getCheckConfig, listCheckConfigs } from '@borgcube/core/check-config/list-check-configs';
import { runCheckConfig } from '@borgcube/core/check-config/run-check-config';
import { createCheckConfig, updateCheckConfig } from '@borgcube/core/check-config/save-check-config';
import type { CoreContext } from '@borgcube/core/core-context';
import { deleteRepository } from '@borgcube/core/repository/delete-repository';
import { runOnRepository } from '@borgcube/core/repository/run-on-repository';
import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import { getSchedule } from '@borgcube/core/schedule/list-schedules';
import { checkAction, compactAction, syncAction } from '@borgcube/core/schedule/repository-actions';
import { CheckConfigCreate } from '@borgcube/domain/check-config/check-config';
import { ScheduleCreate } from '@borgcube/domain/schedule/schedule';
import { defineJobKind } from '@borgcube/plugin-kit/define-job-kind';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { makeRepository } from './make-records.ts';

/** Its jobs are queued here, and never run. */
function queuedKind(name: string) {
  return defineJobKind({
    name,
    verboseName: name,
    states: [{ name: 'working', verboseName: 'Working' }],
    config: { schema: z.object({ repositoryId: z.string() }), version: 1, steps: [] },
    access: () => 'read',
    executor: { run: async () => ({ state: 'done' }) },
  });
}

describeDatabases('a check config', (open) => {
  let core: TestCore;
  let ctx: CoreContext;

  beforeAll(async () => {
    const { db } = await open();
    const { remove } = makeTestCore(db);
    remove();
    const plugin = definePlugin({
      name: 'borgcube',
      jobKinds: ['check', 'compact', 'sync'].map(queuedKind),
      scheduledActions: [checkAction, compactAction, syncAction],
    });
    core = makeTestCore((await open()).db, [plugin]);
    ctx = core.ctx;
  });
  afterAll(() => core?.remove());

  const make = async (input: object = {}) => {
    const { id: repositoryId } = await makeRepository(ctx);
    return createCheckConfig(ctx, CheckConfigCreate.parse({ repositoryId, label: 'weekly', ...input }));
  };
  const schedule = (actions: readonly { kind: string; data: object }[]) => {
    const times = { recurrence: 'RRULE:FREQ=WEEKLY', recurrenceStart: '2026-11-22T02:30:00' };
    const name = `schedule ${Math.random()}`;
    return createSchedule(ctx, ScheduleCreate.parse({ name, ...times, timeZone: 'Europe/Berlin', actions }));
  };

  it('has the defaults of the form, and is found by its repository', async () => {
    const made = await make();
    expect(made).toMatchObject({
      checkRepository: true,
      checkArchives: true,
      verifyData: false,
      checkOnlyNewArchives: false,
      maxDuration: null,
      problem: null,
    });
    const { repositoryId } = made;
    expect((await listCheckConfigs(ctx, { limit: 10, repositoryId })).items).toEqual([made]);
  });

  it('refuses by their fields what Borg cannot do together, also when it comes about by a change', async () => {
    await expect(make({ maxDuration: 60_000 })).rejects.toMatchObject({
      fieldErrors: { maxDuration: [expect.any(String)] },
    });
    await expect(make({ repositoryId: 'none' })).rejects.toMatchObject({
      fieldErrors: { repositoryId: [expect.any(String)] },
    });
    const made = await make({ checkArchives: false, maxDuration: 60_000 });
    await expect(updateCheckConfig(ctx, { id: made.id, checkArchives: true })).rejects.toMatchObject({
      fieldErrors: { maxDuration: [expect.any(String)] },
    });
    const changed = await updateCheckConfig(ctx, { id: made.id, checkArchives: true, maxDuration: null });
    expect(changed).toMatchObject({ checkArchives: true, maxDuration: null });
    await expect(
      updateCheckConfig(ctx, { id: made.id, label: 'x', ifUpdatedAt: made.updatedAt }),
    ).rejects.toMatchObject({ kind: 'changed-meanwhile' });
    const other = { repositoryId: made.repositoryId, label: made.label };
    expect(await createCheckConfig(ctx, CheckConfigCreate.parse(other))).toMatchObject({ label: made.label });
  });

  it('is queued once at a time, as compaction and sync of one repository are', async () => {
    const made = await make();
    const first = await runCheckConfig(ctx, made.id);
    expect(await runCheckConfig(ctx, made.id)).toMatchObject({ id: first.id, alreadyQueued: true });
    const compaction = await runOnRepository(ctx, 'compact', made.repositoryId);
    expect(await runOnRepository(ctx, 'compact', made.repositoryId)).toMatchObject({ id: compaction.id });
    expect((await runOnRepository(ctx, 'sync', made.repositoryId)).alreadyQueued).toBe(false);
  });

  it('takes the actions that name it with it, and says which schedule is off for that', async () => {
    const made = await make();
    const checkConfigId = made.id;
    const alone = await schedule([{ kind: 'borgcube.check', data: { checkConfigId } }]);
    const shared = await schedule([
      { kind: 'borgcube.check', data: { checkConfigId } },
      { kind: 'borgcube.sync', data: { repositoryId: made.repositoryId } },
    ]);
    expect(await deleteCheckConfig(ctx, checkConfigId)).toEqual({
      id: checkConfigId,
      removedActions: 2,
      removedTriggers: 0,
      disabledSchedules: [{ id: alone.id, name: alone.name }],
    });
    await expect(getCheckConfig(ctx, checkConfigId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await getSchedule(ctx, shared.id)).actions).toHaveLength(1);
  });

  it('keeps its repository from being deleted; without it the repository takes its own actions with it', async () => {
    const made = await make();
    const { repositoryId } = made;
    await expect(deleteRepository(ctx, repositoryId)).rejects.toMatchObject({
      kind: 'in-use',
      message: expect.stringContaining('the check “weekly”'),
    });
    const alone = await schedule([{ kind: 'borgcube.compact', data: { repositoryId } }]);
    await deleteCheckConfig(ctx, made.id);
    expect(await deleteRepository(ctx, repositoryId)).toMatchObject({
      removedActions: 1,
      disabledSchedules: [{ id: alone.id }],
    });
  });
});
