import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import { readDashboard } from '@borgcube/core/system/read-dashboard';
import { readStatus } from '@borgcube/core/system/read-status';
import type { Database } from '@borgcube/db/open-database';
import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import { ScheduleCreate } from '@borgcube/domain/schedule/schedule';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeBackupConfig } from './make-records.ts';

const NOW = new Date('2026-11-24T08:42:00Z');
const HOUR = 3_600_000;
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * HOUR);

describeDatabases('the start page', (open) => {
  let core: TestCore;
  let db: Database;
  beforeEach(async () => {
    db = (await open()).db;
    core = makeTestCore(db);
  });
  afterEach(() => core.remove());

  const at = () => ({ ...core.ctx, clock: () => NOW });
  const dashboard = () => readDashboard(at(), 'Europe/Berlin');

  async function makeWorker(seenAt = NOW) {
    const row = {
      name: 'here',
      incarnation: 'a',
      version: '0',
      startedAt: hoursAgo(24),
      seenAt,
      concurrency: 4,
    };
    await db.worker.upsert({ where: { id: 'w' }, create: { id: 'w', ...row }, update: row });
  }

  async function makeArchive(config: BackupConfig, ended: Date, suspect: string | null = null) {
    const { clientId, repositoryId, id: configId } = config;
    const name = `${clientId}-${ended.getTime()}`;
    const fields = {
      id: name,
      fingerprint: name,
      name,
      nameKey: name,
      timestamp: ended,
      suspect,
      updatedAt: ended,
    };
    await db.archive.create({ data: { ...fields, clientId, repositoryId, configId } });
    if (suspect === null) {
      await db.client.update({ where: { id: clientId }, data: { newestGoodArchiveAt: ended } });
    }
  }

  async function makeFailure(config: BackupConfig, ended: Date) {
    const { clientId, repositoryId, id: configId } = config;
    const times = { timestampStart: ended, timestampEnd: ended, createdAt: ended, updatedAt: ended };
    const failureCause = {
      kind: 'client-connection-failed',
      host: 'web03',
      port: 22,
      message: 'No route to host',
    };
    const fields = { kind: 'backup', state: 'failed', failureCause, createdBy: 'schedule:Nightly' };
    await db.job.create({ data: { ...fields, ...times, clientId, repositoryId, configId } });
  }

  it('says that nothing is known while no worker reports', async () => {
    expect((await dashboard()).verdict.sentence).toBe('Not known: no worker has reported yet.');
    await makeWorker(hoursAgo(1));
    expect((await dashboard()).verdict.sentence).toBe('Not known: no worker has reported since 08:42.');
  });

  it('tells the steps that are left on first run', async () => {
    await makeWorker();
    const { verdict, setupSteps } = await dashboard();
    expect(verdict.sentence).toBe('Nothing is backed up yet.');
    expect(setupSteps?.filter((step) => step.done)).toEqual([]);
  });

  it('is quiet when all clients are inside their objective', async () => {
    await makeWorker();
    await makeArchive(await makeBackupConfig(core.ctx), hoursAgo(6));
    const { verdict, incidents, ages, nights } = await dashboard();
    expect(verdict).toMatchObject({ state: 'ok', sentence: 'The one client is inside its objective.' });
    expect(incidents).toMatchObject({ items: [], more: 0 });
    expect(ages).toMatchObject({ over: 0, total: 1 });
    expect(nights.rows[0]?.cells.at(-1)).toMatchObject({ outcome: 'good' });
    expect(nights.others).toBeNull();
  });

  it('names what needs a person: failed in a row, suspect, and stale though nothing failed', async () => {
    await makeWorker();
    const failing = await makeBackupConfig(core.ctx);
    const shrunk = await makeBackupConfig(core.ctx);
    const silent = await makeBackupConfig(core.ctx);
    for (const config of [failing, shrunk, silent]) await makeArchive(config, hoursAgo(100));
    for (const ago of [54, 30, 6]) await makeFailure(failing, hoursAgo(ago));
    await makeArchive(shrunk, hoursAgo(7), 'shrank to 1.9 GiB, usual 31.4');

    const { verdict, incidents, nights } = await dashboard();

    expect(verdict).toMatchObject({
      sentence: '0 of 3 clients are inside their objective.',
      urgent: 'Three need you.',
    });
    const states = new Map(incidents.items.map((incident) => [incident.clientId, incident.state]));
    expect(states.get(failing.clientId)).toBe('failed');
    expect(states.get(shrunk.clientId)).toBe('suspect');
    expect(states.get(silent.clientId)).toBe('stale');
    const failed = incidents.items.find((incident) => incident.state === 'failed');
    expect(failed?.sentence).toMatch(/3 times in a row$/);
    expect(failed?.evidence).toBe('No route to host');
    const cells = nights.rows.find((row) => row.clientId === failing.clientId)?.cells;
    expect(cells?.slice(-3).map((cell) => cell.outcome)).toEqual(['failed', 'failed', 'failed']);
  });

  it('has a row for each of eight, and one for all others that shows the worst of a night', async () => {
    await makeWorker();
    for (let made = 0; made < 10; made += 1) {
      const config = await makeBackupConfig(core.ctx);
      for (const ago of [30, 6]) await makeArchive(config, hoursAgo(ago));
      // Mended since: it has nothing to say today, and its night still shows.
      if (made === 0) await makeFailure(config, hoursAgo(31));
    }
    await db.job.updateMany({ data: { configId: null } });
    const { nights } = await dashboard();
    expect(nights.rows).toEqual([]);
    expect(nights.others).toMatchObject({ clients: 10, good: 20, total: 21 });
    expect(nights.others?.cells.slice(-2).map((cell) => cell.outcome)).toEqual(['failed', 'good']);
  });

  it('shows what comes next', async () => {
    const rule = { recurrence: 'RRULE:FREQ=DAILY', recurrenceStart: '2026-11-20T02:30:00', timeZone: 'UTC' };
    const made = await createSchedule(at(), ScheduleCreate.parse({ name: 'Nightly', ...rule }));
    expect((await dashboard()).nextUp).toEqual([
      { scheduleId: made.id, name: 'Nightly', at: '2026-11-25T02:30:00.000Z', actions: 0 },
    ]);
  });

  it('tells its state to whoever may look', async () => {
    await makeWorker();
    const node = { borgVersion: '1.2.4', disk: null };
    expect(await readStatus({ ...core.as('viewer'), clock: () => NOW }, '0.1.0', node)).toMatchObject({
      version: '0.1.0',
      borgVersion: '1.2.4',
      queue: { running: 0, queued: 0 },
      workers: [{ id: 'w', alive: true }],
    });
  });
});
