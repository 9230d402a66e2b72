import { sweepAlerts } from '@borgcube/core/alert/sweep-alerts';
import { walkAlerts } from '@borgcube/core/alert/walk-alerts';
import { claimNextJob } from '@borgcube/core/job/claim-job';
import { createJob } from '@borgcube/core/job/create-job';
import { settleJob } from '@borgcube/core/job/settle-job';
import { createRule, deleteRule, listRules } from '@borgcube/core/notification/change-rule';
import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import type { Database } from '@borgcube/db/open-database';
import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import { NotificationRuleCreate } from '@borgcube/domain/notification/notification-rule';
import { ScheduleCreate } from '@borgcube/domain/schedule/schedule';
import type { JobOutcome } from '@borgcube/plugin-kit/define-job-kind';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AlertHouse, HOUR, openAlertHouse } from './alert-house.ts';
import { makeBackupConfig } from './make-records.ts';

const _ALL = { limit: 50 };
const SWEEP = { lastSweep: null, mayTellOfScheduler: true };
const never = new AbortController().signal;

describeDatabases('an incident', (open) => {
  let db: Database;
  let house: AlertHouse;
  beforeEach(async () => {
    db = (await open()).db;
    house = openAlertHouse(db);
  });
  afterEach(() => house.remove());

  const sweep = () => sweepAlerts(house.ctx, SWEEP);
  const titles = async () => (await house.post()).map(({ message }) => `${message.phase}: ${message.title}`);

  async function run(config: Pick<BackupConfig, 'id' | 'clientId' | 'repositoryId'>, outcome: JobOutcome) {
    const worker = { workerId: 'w', incarnation: 'a' };
    const { id: configId, clientId, repositoryId } = config;
    const request = { kind: 'test.idle', configId, clientId, repositoryId, config: { access: 'write' } };
    const { id } = await createJob(house.ctx, request);
    await claimNextJob(house.ctx, worker);
    await settleJob(house.ctx, { jobId: id, worker, outcome });
    await house.makeUp('job', String(id));
    return id;
  }

  const failed: JobOutcome = {
    state: 'failed',
    cause: { kind: 'client-connection-failed', port: 22, message: 'No route to host' },
  };

  it('tells of a scheduler that stopped, as long as something is scheduled', async () => {
    await house.makeChannel();
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const row = {
      name: 'w',
      incarnation: 'a',
      version: '0',
      concurrency: 1,
      startedAt: at(600),
      seenAt: at(6),
    };
    await db.worker.create({ data: { id: 'w', ...row, scheduledAt: at(6) } });
    await sweep();
    expect(await titles()).toEqual([]);
    const rule = { recurrence: 'RRULE:FREQ=DAILY', recurrenceStart: '2026-11-20T02:30:00', timeZone: 'UTC' };
    await createSchedule(house.ctx, ScheduleCreate.parse({ name: 'Nightly', ...rule }));
    await sweepAlerts(house.ctx, { ...SWEEP, mayTellOfScheduler: false });
    expect(await titles()).toEqual([]);
    await sweep();
    await sweep();
    expect(await titles()).toEqual(['opened: No worker is running']);
    await db.worker.updateMany({ data: { seenAt: at(0), scheduledAt: at(0) } });
    await sweep();
    expect(await titles()).toEqual(['closed: The scheduler looks at the schedules again']);
  });

  it('is told once, however many nodes look at once', async () => {
    await house.makeChannel();
    for (let made = 0; made < 3; made += 1) await makeBackupConfig(house.ctx);
    house.pass(27 * HOUR);
    await Promise.all([sweep(), sweep(), sweep(), walkAlerts(house.ctx, never)]);
    expect(await db.alert.count()).toBe(3);
    expect(await titles()).toHaveLength(3);
  });

  it('is told to whom the rules name, each channel once', async () => {
    const mail = await house.makeChannel('mail');
    const [first] = (await listRules(house.ctx)).items;
    expect(first).toMatchObject({
      channelId: mail.id,
      clientPattern: null,
      events: expect.arrayContaining(['client-stale']),
    });
    await deleteRule(house.ctx, first?.id ?? '');
    const web = await makeBackupConfig(house.ctx);
    const { hostname } = await db.client.findUniqueOrThrow({ where: { id: web.clientId } });
    const pager = await house.makeChannel('pager');
    const rule = (fields: object) =>
      createRule(house.ctx, NotificationRuleCreate.parse({ name: 'r', ...fields }));
    await deleteRule(house.ctx, (await listRules(house.ctx)).items[0]?.id ?? '');
    await rule({ channelId: mail.id, events: ['job-failed'], clientPattern: hostname.toUpperCase() });
    await rule({ channelId: mail.id, events: ['job-failed'], repositoryId: web.repositoryId });
    await rule({ channelId: pager.id, events: ['job-failed'], clientPattern: 'other' });
    await rule({ channelId: pager.id, events: ['job-warning'] });
    await run(web, failed);
    expect((await house.post()).map(({ to }) => to)).toEqual(['mail@example']);
    await run(web, { state: 'done', borgWarning: ['/etc/shadow: permission denied'] });
    const letters = await house.post();
    expect(letters.map(({ to, message }) => `${to} ${message.phase}`).sort()).toEqual([
      'mail@example closed',
      'pager@example told',
    ]);
    expect(letters.find(({ to }) => to === 'pager@example')?.message.text).toContain('permission denied');
  });

  it('finds what is stale by an index, whatever the number of clients', async () => {
    const { url } = await open();
    const isSqlite = url.startsWith('file:');
    if (!isSqlite) await db.$executeRawUnsafe('SET enable_seqscan = off');
    const sql = `SELECT "id" FROM "Client" WHERE "staleAt" <= '2026-01-01' ORDER BY "staleAt" LIMIT 200`;
    const plan = await db.$queryRawUnsafe(`${isSqlite ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'} ${sql}`);
    expect(JSON.stringify(plan, (_, value) => (typeof value === 'bigint' ? String(value) : value))).toContain(
      'Client_staleAt_idx',
    );
  });
});
