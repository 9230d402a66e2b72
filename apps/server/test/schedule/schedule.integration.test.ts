import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobDetail } from '@borgcube/domain/job/job';
import type { Occurrence, Schedule } from '@borgcube/domain/schedule/schedule';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { startServer } from '@borgcube/testing/server/start-server';
import { afterAll, beforeAll, expect, it } from 'vitest';

const dataDir = mkdtempSync(join(tmpdir(), 'borgcube-schedule-'));
let house: House;
beforeAll(async () => {
  house = await startHouse({ dataDir });
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
});

async function makeConfig() {
  const source = join(house.folder, `source-${Math.random()}`);
  mkdirSync(source);
  writeFileSync(join(source, 'hello.txt'), 'hello\n');
  const repository = await house.makeRepository();
  const client = await house.makeClient();
  return house.makeConfig({ clientId: client.id, repositoryId: repository.id, paths: [source] });
}

/** A local time of a zone without clock changes, from now on. */
const soon = (ms: number) => new Date(Math.ceil((Date.now() + ms) / 1000) * 1000).toISOString().slice(0, 19);

async function ledger(id: string, holds: (rows: Occurrence[]) => boolean): Promise<Occurrence[]> {
  for (;;) {
    const { items } = await house.query<{ items: Occurrence[] }>('schedules.occurrences', { id });
    if (holds(items)) return items;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it('backs up when the time has come', async () => {
  const config = await makeConfig();
  const made = await house.mutate<Schedule>('schedules.create', {
    name: 'Soon',
    recurrence: 'RRULE:FREQ=DAILY',
    recurrenceStart: soon(5000),
    timeZone: 'UTC',
    actions: [{ kind: 'borgcube.backup', data: { backupConfigId: config.id } }],
  });

  const [row] = await ledger(made.id, (rows) => rows[0]?.state === 'done');
  const job = await house.untilJob(row?.jobs[0] ?? 0, (seen: JobDetail) => seen.state === 'done');

  expect(row).toMatchObject({ instant: made.nextAt, reason: null });
  expect(job).toMatchObject({ kind: 'backup', configId: config.id, createdBy: 'schedule:Soon' });
  expect(Date.parse(job.createdAt) - Date.parse(row?.instant ?? '')).toBeLessThan(2000);
});

it('catches up once for what was due while the server was away', async () => {
  const config = await makeConfig();
  const times = [soon(8000), soon(9000), soon(10_000)];
  const made = await house.mutate<Schedule>('schedules.create', {
    name: 'Away',
    recurrence: `RDATE:${times.map((time) => time.replace(/[-:]/g, '')).join(',')}`,
    recurrenceStart: times[0],
    timeZone: 'UTC',
    actions: [{ kind: 'borgcube.backup', data: { backupConfigId: config.id } }],
  });
  await house.server.stop('SIGKILL');
  // The times of a schedule come by the clock alone.
  await new Promise((resolve) => setTimeout(resolve, Date.parse(`${times[2]}Z`) + 100 - Date.now()));
  await using _again = await startServer({ dataDir, port: house.server.port });

  const rows = await ledger(
    made.id,
    (found) => found.length === 3 && found.every((row) => row.state === 'done' || row.state === 'skipped'),
  );

  expect(rows.map((row) => row.jobs.length)).toEqual([1, 0, 0]);
  expect(rows[0]?.reason).toContain('for 3 that were missed');
});
