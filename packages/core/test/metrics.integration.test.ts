import { fleetMetrics } from '@borgcube/core/metric/fleet-metrics';
import { readEach, readMetrics } from '@borgcube/core/metric/read-metrics';
import { readTiles } from '@borgcube/core/metric/read-tiles';
import { workMetrics } from '@borgcube/core/metric/work-metrics';
import type { Database } from '@borgcube/db/open-database';
import { definePlugin, type Plugin } from '@borgcube/plugin-kit/define-plugin';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { beforeAll, expect, it } from 'vitest';
import { openJobHouse } from './job-house.ts';
import { makeClient } from './make-records.ts';

const NOW = new Date('2026-03-10T00:30:00Z');
const HOUR = 3_600_000;
const before = (ms: number) => new Date(NOW.getTime() - ms);
const core = definePlugin({ name: 'borgcube', metrics: [...fleetMetrics, ...workMetrics] });

describeDatabases('metrics', (open) => {
  let db: Database;
  let house: ReturnType<typeof openJobHouse>;
  let clientId: string;
  let repositoryId: string;
  beforeAll(async () => {
    db = (await open()).db;
    house = openJobHouse(db, [core]);
    clientId = (await makeClient(house.ctx, { hostname: 'web01' })).id;
    repositoryId = await house.makeRepository();
    return () => house.remove();
  });
  const ctxWith = (...plugins: Plugin[]) => {
    const { ctx } = openJobHouse(db, plugins);
    return { ...ctx, clock: () => new Date(NOW) };
  };
  const read = async () => {
    const answers = await readEach(ctxWith(core), { timeZone: 'Europe/Berlin' });
    expect(answers.filter(({ error }) => error !== null)).toEqual([]);
    return new Map(answers.map(({ metric, samples }) => [metric.name, samples]));
  };
  const addJob = (state: string, endedAt: Date | null, kind = 'backup') =>
    db.job.create({
      data: {
        kind,
        state,
        clientId,
        createdBy: 'test',
        timestampEnd: endedAt,
        createdAt: NOW,
        updatedAt: NOW,
      },
    });
  const addArchive = (name: string, timestamp: Date) =>
    db.archive.create({
      data: { id: name, fingerprint: name, repositoryId, name, nameKey: name, clientId, timestamp },
    });

  it('tell nothing of what is not known', async () => {
    const metrics = await read();
    expect(metrics.get('borgcube_client_newest_good_archive_age_seconds')).toEqual([]);
    expect(metrics.get('borgcube_client_last_backup_success')).toEqual([]);
    expect(metrics.get('borgcube_repository_size_bytes')).toEqual([]);
    expect(metrics.get('borgcube_stored_bytes')).toEqual([]);
    expect(metrics.get('borgcube_scheduler_lag_seconds')).toEqual([{ value: 0 }]);
  });

  it('tell what the records hold', async () => {
    await addJob('failed', before(2 * HOUR));
    await addJob('done', before(HOUR));
    await addJob('failed', before(HOUR), 'check');
    await addJob('done', before(25 * HOUR));
    await addJob('done', before(26 * HOUR));
    await addJob('done', before(0));
    await addJob('job_created', null);
    // Berlin's day began at 23:00 UTC.
    await addArchive('yesterday', before(2 * HOUR));
    await addArchive('today', before(HOUR));
    await db.client.update({ where: { id: clientId }, data: { newestGoodArchiveAt: before(HOUR) } });
    await db.repository.update({
      where: { id: repositoryId },
      data: { deduplicatedSize: 5_000_000_000n, damagedJobId: 1, lastCheck: before(HOUR) },
    });
    await db.schedule.create({
      data: {
        id: 's1',
        name: 'late',
        recurrence: '',
        recurrenceStart: '',
        timeZone: 'UTC',
        effectiveFrom: NOW,
        nextAt: before(90_000),
      },
    });
    const metrics = await read();
    const client = { client: 'web01' };
    expect(metrics.get('borgcube_archives')).toEqual([{ value: 2 }]);
    expect(metrics.get('borgcube_backups_today')).toEqual([{ value: 1 }]);
    expect(metrics.get('borgcube_stored_bytes')).toMatchObject([{ value: 5_000_000_000 }]);
    expect(metrics.get('borgcube_client_newest_good_archive_age_seconds')).toEqual([
      { value: 3600, labels: client },
    ]);
    expect(metrics.get('borgcube_client_objective_seconds')).toEqual([{ value: 93_600, labels: client }]);
    expect(metrics.get('borgcube_client_last_backup_success')).toEqual([{ value: 1, labels: client }]);
    expect(metrics.get('borgcube_repository_damaged')).toMatchObject([{ value: 1 }]);
    expect(metrics.get('borgcube_repository_tampered')).toMatchObject([{ value: 0 }]);
    expect(metrics.get('borgcube_repository_size_bytes')).toMatchObject([
      { value: 5_000_000_000, labels: { size: 'deduplicated' } },
    ]);
    expect(metrics.get('borgcube_jobs_queued')).toEqual([{ value: 1 }]);
    expect(metrics.get('borgcube_scheduler_lag_seconds')).toEqual([{ value: 90 }]);
    const ended = metrics.get('borgcube_jobs_ended_last_day') ?? [];
    expect(new Set(ended.map(({ value, labels }) => `${labels?.kind} ${labels?.outcome} ${value}`))).toEqual(
      new Set(['backup failed 1', 'backup done 2', 'check failed 1']),
    );
  });

  it('of a plugin that fails are told by name, and the others are there; tiles say that they do not know', async () => {
    const broken = definePlugin({
      name: 'broken',
      metrics: [
        {
          name: 'borgcube_broken_sql',
          help: 'Broken.',
          type: 'gauge',
          tile: { title: 'Broken', unit: 'count' },
          read: async ({ db: handle }) => handle.$queryRawUnsafe('SELECT broken FROM nowhere'),
        },
      ],
    });
    const ctx = ctxWith(core, broken);
    const answers = await readEach(ctx, { timeZone: 'UTC' });
    expect(answers.filter(({ error }) => error !== null).map(({ metric }) => metric.name)).toEqual([
      'borgcube_broken_sql',
    ]);
    expect(await readTiles(ctx, 'UTC')).toMatchObject([
      { title: 'Archives', value: 2 },
      { title: 'Total data', unit: 'bytes', value: 5_000_000_000 },
      { title: 'Backups today', value: 0 },
      { title: 'Broken', value: null },
    ]);
  });

  it('are read once for all who ask within seconds', async () => {
    let readings = 0;
    let now = NOW;
    const counting = definePlugin({
      name: 'counting',
      metrics: [
        {
          name: 'borgcube_counting_reads',
          help: 'Reads.',
          type: 'gauge',
          read: async () => {
            readings += 1;
            return [{ value: readings }];
          },
        },
      ],
    });
    const ctx = { ...ctxWith(counting), clock: () => now };
    await Promise.all([readMetrics(ctx, 'UTC'), readMetrics(ctx, 'UTC')]);
    await readMetrics(ctx, 'UTC');
    expect(readings).toBe(1);
    now = new Date(NOW.getTime() + 6000);
    await readMetrics(ctx, 'UTC');
    expect(readings).toBe(2);
  });
});
