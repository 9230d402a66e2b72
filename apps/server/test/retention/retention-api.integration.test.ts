import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '@borgcube/domain/archive/archive';
import type { Job } from '@borgcube/domain/job/job';
import type { PruneConfig, PrunePreviewItem } from '@borgcube/domain/prune/prune-config';
import type { RetentionPolicy, SimulatedArchive } from '@borgcube/domain/retention/retention-policy';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('retention over the API', () => {
  let house: House;
  let policy: RetentionPolicy;

  beforeAll(async () => {
    house = await startHouse({ env: { BORGCUBE_TIME_ZONE: 'Europe/Berlin' } });
    policy = await house.mutate('retentionPolicies.create', { name: 'Standard' });
  });
  afterAll(() => house[Symbol.asyncDispose]());

  const refusal = (kind: string, fields: Record<string, unknown> = {}) => ({
    data: { kind, fieldErrors: fields },
  });

  it('takes a policy that has a name alone, and keeps all days, weeks, months and years by it', () => {
    expect(policy).toMatchObject({
      description: '',
      keepSecondly: 0,
      keepMinutely: 0,
      keepHourly: 0,
      keepDaily: -1,
      keepWeekly: -1,
      keepMonthly: -1,
      keepYearly: -1,
      keepWithin: null,
      timeZone: 'Europe/Berlin',
    });
  });

  it('refuses what would keep nothing and what is no duration of Borg’s; a name may stand twice', async () => {
    const nothing = { keepDaily: 0, keepWeekly: 0, keepMonthly: 0, keepYearly: 0 };
    const create = (input: object) => house.mutate('retentionPolicies.create', input);
    await expect(create({ name: 'None', ...nothing })).rejects.toMatchObject({
      status: 400,
      data: { fieldErrors: { '': [expect.stringContaining('keep nothing')] } },
    });
    await expect(
      house.mutate('retentionPolicies.update', { id: policy.id, ...nothing }),
    ).rejects.toMatchObject({
      status: 400,
      data: { fieldErrors: { '': [expect.stringContaining('keep nothing')] } },
    });
    for (const keepWithin of ['10', 'ten days', '0d', '-1d']) {
      await expect(create({ name: 'Within', keepWithin })).rejects.toMatchObject({
        data: { fieldErrors: { keepWithin: [expect.stringContaining("Borg's words")] } },
      });
    }
    await expect(create({ name: 'Zone', timeZone: 'Europe/Nowhere' })).rejects.toMatchObject({
      data: { fieldErrors: { timeZone: [expect.any(String)] } },
    });
    expect(await create({ name: 'Standard' })).toMatchObject({ name: 'Standard' });
  });

  it('simulates a policy in a zone, newest first, as the times were written', async () => {
    const timestamps = ['2026-11-19T22:30:00Z', '2026-11-20T00:30:00+01:00', '2026-11-18T12:00:00.000Z'];
    const simulate = (input: object) => house.mutate<SimulatedArchive[]>('retentionPolicies.simulate', input);
    expect(
      await simulate({
        policy: { ...policy, keepDaily: 1, keepWeekly: 0, keepMonthly: 0, keepYearly: 0 },
        timestamps,
      }),
    ).toEqual([
      { timestamp: timestamps[1], keep: true, rule: 'daily #1' },
      { timestamp: timestamps[0], keep: false, rule: null },
      { timestamp: timestamps[2], keep: false, rule: null },
    ]);
    const within = { keepDaily: 0, keepWeekly: 0, keepMonthly: 0, keepYearly: 0, keepWithin: '24H' };
    const now = '2026-11-20T00:00:00Z';
    expect(
      (await simulate({ policy: within, timestamps, now, timeZone: 'UTC' })).map(({ rule }) => rule),
    ).toEqual(['within #1', 'within #2', null]);
    await expect(simulate({ policy: within, timestamps: ['yesterday'] })).rejects.toMatchObject({
      status: 400,
    });
  });

  it('previews, pins, runs, and refuses to delete what is in use', async () => {
    const source = join(house.folder, 'source');
    mkdirSync(source);
    const repository = await house.makeRepository();
    const client = await house.makeClient({ hostname: 'web01' });
    const config = await house.makeConfig({
      clientId: client.id,
      repositoryId: repository.id,
      paths: [source],
    });
    for (const text of ['one', 'two', 'three']) {
      writeFileSync(join(source, 'file'), text);
      await house.backUp(config.id);
    }
    const hourly = { keepHourly: 1, keepDaily: 0, keepWeekly: 0, keepMonthly: 0, keepYearly: 0 };
    const preview = (input: object) => house.query<PrunePreviewItem[]>('pruneConfigs.preview', input);
    const items = await preview({ retentionPolicy: hourly, clientPattern: 'WEB\\d+' });
    expect(items.map(({ keep, rule }) => [keep, rule])).toEqual([
      [true, 'hourly #1'],
      [false, null],
      [false, null],
    ]);
    expect(items[0]).toMatchObject({
      archiveId: expect.any(String),
      archiveName: expect.stringMatching(/^web01-\d{5}$/),
      timestamp: expect.stringMatching(/Z$/),
      clientHostname: 'web01',
    });
    expect(await preview({ retentionPolicy: hourly, clientPattern: 'web' })).toEqual([]);
    await expect(preview({ retentionPolicy: hourly, clientPattern: '(' })).rejects.toMatchObject({
      status: 400,
      data: { fieldErrors: { clientPattern: [expect.any(String)] } },
    });
    await expect(preview({})).rejects.toMatchObject({
      status: 400,
      ...refusal('invalid-fields', { '': [expect.any(String)] }),
    });

    const create = (input: object) => house.mutate<PruneConfig>('pruneConfigs.create', input);
    const named = { name: 'Nightly', retentionPolicyId: policy.id };
    await expect(create({ ...named, clientPattern: '[' })).rejects.toMatchObject({
      data: { fieldErrors: { clientPattern: [expect.any(String)] } },
    });
    await expect(create({ ...named, retentionPolicyId: 'x' })).rejects.toMatchObject({
      data: { fieldErrors: { retentionPolicyId: [expect.any(String)] } },
    });
    await expect(create({ ...named, repositoryId: 'x' })).rejects.toMatchObject({
      data: { fieldErrors: { repositoryId: [expect.any(String)] } },
    });
    const prune = await create(named);
    expect(prune).toMatchObject({ repositoryId: null, clientPattern: '.*', compact: true });
    await expect(house.mutate('retentionPolicies.delete', { id: policy.id })).rejects.toMatchObject({
      status: 409,
      message: 'The retention policy Standard is in use: the prune config “Nightly”.',
      data: { kind: 'in-use' },
    });

    const oldest = items[2]?.archiveId ?? '';
    await house.mutate('archives.pin', { ids: [oldest], pinned: true });
    expect(await house.query<Archive>('archives.get', { id: oldest })).toMatchObject({ pinned: true });
    await house.mutate('retentionPolicies.update', { id: policy.id, ...hourly });
    expect((await preview({ id: prune.id })).map(({ rule }) => rule)).toEqual(['hourly #1', null, 'pinned']);
    const { jobs } = await house.mutate<{ jobs: number[] }>('pruneConfigs.run', { id: prune.id });
    expect(jobs).toHaveLength(1);
    const job = await house.untilJob(jobs[0] ?? 0, ({ state }) => state === 'done');
    expect(job).toMatchObject({ kind: 'prune', repositoryId: repository.id, configId: prune.id });
    expect((await preview({ id: prune.id })).map(({ archiveId }) => archiveId)).toEqual([
      items[0]?.archiveId,
      oldest,
    ]);
    expect(
      (await house.query<{ lastCompact: string }>('repositories.get', { id: repository.id })).lastCompact,
    ).toBeTruthy();
  });

  it('is scheduled, and says what a deletion took with it', async () => {
    const prune = await house.mutate<PruneConfig>('pruneConfigs.create', {
      name: 'Weekly',
      retentionPolicyId: policy.id,
    });
    const schedule = {
      name: 'Prune weekly',
      recurrence: 'RRULE:FREQ=WEEKLY',
      recurrenceStart: '2030-01-01T02:00:00',
      timeZone: 'UTC',
    };
    const made = await house.mutate<{ id: string }>('schedules.create', {
      ...schedule,
      actions: [{ kind: 'borgcube.prune', data: { pruneConfigId: prune.id } }],
    });
    const { jobs } = await house.mutate<{ jobs: number[] }>('schedules.runNow', { id: made.id });
    const ended = await house.untilJob(jobs[0] ?? 0, ({ timestampEnd }) => timestampEnd !== null);
    expect(ended).toMatchObject({ kind: 'prune', createdBy: expect.any(String) });
    expect(await house.mutate('pruneConfigs.delete', { id: prune.id })).toMatchObject({
      removedActions: 1,
      disabledSchedules: [{ id: made.id, name: 'Prune weekly' }],
    });
    await expect(house.query<Job>('pruneConfigs.get', { id: prune.id })).rejects.toMatchObject({
      status: 404,
    });
    await expect(house.mutate('pruneConfigs.confirmPlan', { planId: 'x' })).rejects.toMatchObject({
      status: 404,
    });
  });
});
