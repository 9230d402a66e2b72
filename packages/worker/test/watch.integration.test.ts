import { makeAlertsPlugin } from '@borgcube/core/alert/alerts-plugin';
import { createBackupConfig } from '@borgcube/core/backup-config/create-backup-config';
import { createClient } from '@borgcube/core/client/create-client';
import { createChannel } from '@borgcube/core/notification/change-channel';
import { createRepository } from '@borgcube/core/repository/create-repository';
import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import { BackupConfigCreate } from '@borgcube/domain/backup-config/backup-config';
import { ClientCreate } from '@borgcube/domain/client/client';
import { RepositoryCreate } from '@borgcube/domain/repository/repository';
import { ScheduleCreate } from '@borgcube/domain/schedule/schedule';
import { defineNotifier } from '@borgcube/plugin-kit/define-notifier';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { makeTestCore } from '@borgcube/testing/core/make-test-core';
import { openTestDatabase } from '@borgcube/testing/database/open-test-database';
import { startWatch } from '@borgcube/worker/watch/start-watch';
import { expect, it } from 'vitest';
import { z } from 'zod';

const HOUR = 3_600_000;

/** A server without any worker: its watch is all that is left to notice anything. */
async function openHouse() {
  const database = await openTestDatabase('sqlite');
  const told: string[] = [];
  const waiting = new Set<() => void>();
  const paper = defineNotifier({
    kind: 'test.paper',
    name: 'Paper',
    form: z.strictObject({}),
    send: async ({ message }) => {
      told.push(`${message.phase}: ${message.title}`);
      for (const look of waiting) look();
    },
  });
  const plugins = [definePlugin({ name: 'test', notifiers: [paper] }), makeAlertsPlugin(() => core.ctx)];
  const core = makeTestCore(database.db, plugins);
  let ahead = 0;
  const ctx = { ...core.ctx, clock: () => new Date(Date.now() + ahead) };
  await createChannel(ctx, { name: 'paper', kind: paper.kind, enabled: true, data: {} });
  const reports: unknown[] = [];
  const start = (patience = 0) =>
    startWatch({
      core: ctx,
      publicUrl: () => null,
      report: (message, error) => reports.push([message, error]),
      times: { sweepEvery: 50, sendEvery: 50, patience },
    });
  return {
    ctx,
    told,
    reports,
    start,
    pass: (ms: number) => {
      ahead += ms;
    },
    until: (message: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!told.includes(message)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    [Symbol.asyncDispose]: async () => {
      await database.close();
      core.remove();
    },
  };
}

it('notices without any worker that clients go stale and that no scheduler looks', async () => {
  await using house = await openHouse();
  const { ctx } = house;
  const client = await createClient(ctx, ClientCreate.parse({ hostname: 'web01', objective: HOUR }));
  const repository = await createRepository(
    ctx,
    RepositoryCreate.parse({ name: 'vault', url: '/nowhere/vault' }),
  );
  const ends = { clientId: client.id, repositoryId: repository.id };
  const config = { ...ends, label: 'system', paths: ['/etc'], transport: 'local' };
  const watch = house.start();
  // Made while it watches.
  await createBackupConfig(ctx, BackupConfigCreate.parse(config));
  house.pass(2 * HOUR);
  await house.until('opened: web01 has no good archive at all');
  const rule = { recurrence: 'RRULE:FREQ=DAILY', recurrenceStart: '2026-11-20T02:30:00', timeZone: 'UTC' };
  await createSchedule(ctx, ScheduleCreate.parse({ name: 'Nightly', ...rule }));
  await house.until('opened: No worker is running');
  await watch.stop();
  expect(house.told).toHaveLength(2);
  expect(house.reports).toEqual([]);

  // What another process changed meanwhile is found at the start.
  await ctx.db.client.updateMany({ data: { newestGoodArchiveAt: ctx.clock() } });
  const now = new Date();
  const worker = { name: 'w', incarnation: 'a', version: '0', startedAt: now, seenAt: now, concurrency: 1 };
  await ctx.db.worker.create({ data: { id: 'w', ...worker, scheduledAt: now } });
  const again = house.start();
  await house.until('closed: web01 is inside its objective again');
  await house.until('closed: The scheduler looks at the schedules again');
  await again.stop();
});

it('has patience with a worker that is still on its way up', async () => {
  await using house = await openHouse();
  const rule = { recurrence: 'RRULE:FREQ=DAILY', recurrenceStart: '2026-11-20T02:30:00', timeZone: 'UTC' };
  await createSchedule(house.ctx, ScheduleCreate.parse({ name: 'Nightly', ...rule }));
  const client = await createClient(house.ctx, ClientCreate.parse({ hostname: 'web01', objective: HOUR }));
  await house.ctx.db.client.update({ where: { id: client.id }, data: { staleAt: new Date(0) } });
  const watch = house.start(HOUR);
  const repository = await createRepository(
    house.ctx,
    RepositoryCreate.parse({ name: 'vault', url: '/nowhere/vault' }),
  );
  const ends = { clientId: client.id, repositoryId: repository.id };
  const config = { ...ends, label: 'system', paths: ['/etc'], transport: 'local' };
  await createBackupConfig(house.ctx, BackupConfigCreate.parse(config));
  house.pass(2 * HOUR);
  // Several sweeps later.
  await house.until('opened: web01 has no good archive at all');
  await watch.stop();
  expect(house.told).toEqual(['opened: web01 has no good archive at all']);
});
