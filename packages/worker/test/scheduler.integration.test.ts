import { kindsOf } from '@borgcube/core/kind/kind-registry';
import { changeSchedule } from '@borgcube/core/schedule/change-schedule';
import { materialiseDue } from '@borgcube/core/schedule/materialise-due';
import { removeSchedule } from '@borgcube/core/schedule/remove-schedule';
import { type Database, openDatabase } from '@borgcube/db/open-database';
import { ScheduleUpdate } from '@borgcube/domain/schedule/schedule';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openScheduleHouse, type ScheduleHouse, START, testPlugin } from './schedule-house.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describeDatabases('the scheduler', (open, provider) => {
  let house: ScheduleHouse;
  let url: string;
  let second: Database | null;

  beforeEach(async () => {
    const database = await open();
    url = database.url;
    second = null;
    house = openScheduleHouse(database.db);
  });
  afterEach(async () => {
    await house.stop();
    await second?.$disconnect();
  });

  const update = (input: object) => changeSchedule(house.ctx, ScheduleUpdate.parse(input));
  const instantsOf = (rows: readonly { instant: string }[]) => rows.map((row) => row.instant.slice(11, 16));
  const statesOf = (rows: readonly { state: string }[]) => rows.map((row) => row.state);
  /** A schedule made now that comes after all others: once it ran, they all had their turn. */
  const everyoneHadATurn = async () => {
    const recurrenceStart = house.ctx.clock().toISOString().slice(0, 19);
    const recurrence = `RDATE:${recurrenceStart.replace(/[-:]/g, '')}`;
    const last = await house.makeSchedule({ recurrence, recurrenceStart, actions: [] });
    await house.settled(last.id, 1);
  };

  it('makes the jobs of an instant when it comes, and not before', async () => {
    const { id, name } = await house.makeSchedule({ actions: [{ kind: 'test.make', data: { count: 3 } }] });
    house.start();
    house.pass(MINUTE - SECOND);
    await everyoneHadATurn();
    expect(await house.ledger(id)).toEqual([]);

    house.pass(SECOND);
    const [row] = await house.settled(id, 1);
    const jobs = (await house.jobs()).filter((job) => job.createdBy === `schedule:${name}`);

    expect(row).toMatchObject({ instant: '2026-11-22T12:01:00.000Z', state: 'done', reason: null });
    expect(row?.jobs).toEqual(jobs.map((job) => job.id).toReversed());
    expect(jobs).toHaveLength(3);
  });

  it('runs once for three instants that were missed while the server was away', async () => {
    const { id } = await house.makeSchedule({ misfire: 'run-once' });
    house.pass(3 * MINUTE + SECOND);
    house.start();

    const rows = await house.settled(id, 3);

    expect(instantsOf(rows)).toEqual(['12:01', '12:02', '12:03']);
    expect(statesOf(rows)).toEqual(['skipped', 'skipped', 'done']);
    expect(rows.at(-1)?.reason).toContain('for 3 that were missed');
    expect(await house.jobs()).toHaveLength(1);
  });

  it('runs none of them when it is to skip what was missed, and the next one again', async () => {
    const { id } = await house.makeSchedule({ misfire: 'skip' });
    house.pass(3 * MINUTE + SECOND);
    house.start();
    expect(statesOf(await house.settled(id, 3))).toEqual(['skipped', 'skipped', 'skipped']);
    expect(await house.jobs()).toEqual([]);

    house.pass(MINUTE);

    expect(statesOf(await house.settled(id, 4))).toEqual(['skipped', 'skipped', 'skipped', 'done']);
  });

  it('runs nothing twice when the clock is set forth and back', async () => {
    const { id } = await house.makeSchedule();
    house.start();
    house.setClock(START + MINUTE + SECOND);
    await house.settled(id, 1);
    house.setClock(START - MINUTE);
    await everyoneHadATurn();
    house.setClock(START + 2 * MINUTE + SECOND);
    await house.settled(id, 2);
    house.setClock(START + MINUTE - SECOND);
    await update({ id, recurrence: 'RRULE:FREQ=MINUTELY;INTERVAL=1' });
    house.setClock(START + 3 * MINUTE + SECOND);

    const rows = await house.settled(id, 3);

    expect(instantsOf(rows)).toEqual(['12:01', '12:02', '12:03']);
    const jobs = rows.flatMap((row) => row.jobs);
    expect(new Set(jobs).size).toBe(jobs.length);
    expect(jobs).toHaveLength(3);
  });

  it('never fires the past when a schedule is saved, changed or enabled', async () => {
    house.pass(SECOND);
    const { id } = await house.makeSchedule({ recurrenceStart: '2026-11-20T12:00:00' });
    const disabled = await house.makeSchedule({ recurrenceEnabled: false });
    house.start();
    house.pass(30 * SECOND);
    await update({ id, recurrence: 'RRULE:FREQ=DAILY' });
    for (let passed = 0; passed < 3; passed += 1) {
      house.pass(MINUTE);
      await everyoneHadATurn();
    }
    await update({ id: disabled.id, recurrenceEnabled: true });
    await everyoneHadATurn();
    expect(instantsOf(await house.ledger(id))).toEqual([]);
    expect(instantsOf(await house.ledger(disabled.id))).toEqual([]);

    house.pass(MINUTE);

    expect(instantsOf(await house.settled(disabled.id, 1))).toEqual(['12:04']);
  });

  it('runs an instant at the very moment of saving', async () => {
    const { id } = await house.makeSchedule({ recurrenceStart: '2026-11-22T12:00:00' });
    house.start();
    expect(instantsOf(await house.settled(id, 1))).toEqual(['12:00']);
  });

  it('drops what is due and not begun when the schedule is changed, disabled or deleted', async () => {
    const changes = [
      (id: string) => update({ id, actions: [{ kind: 'test.make', data: { count: 2 } }] }),
      (id: string) => update({ id, recurrenceEnabled: false }),
      (id: string) => removeSchedule(house.ctx, id),
    ];
    const made = [await house.makeSchedule(), await house.makeSchedule(), await house.makeSchedule()];
    house.pass(MINUTE + SECOND);
    await materialiseDue(house.ctx, async () => START);
    expect(statesOf(await house.ledger(made[0]?.id ?? ''))).toEqual(['due']);

    for (const [index, change] of changes.entries()) await change(made[index]?.id ?? '');
    house.start();
    await everyoneHadATurn();

    expect(await house.jobs()).toEqual([]);
  });

  it('keeps what is due when only the words about the schedule change', async () => {
    const { id } = await house.makeSchedule();
    house.pass(MINUTE);
    await materialiseDue(house.ctx, async () => START);
    await update({ id, description: 'Each hour.' });
    house.start();
    expect(statesOf(await house.settled(id, 1))).toEqual(['done']);
  });

  it('makes each job once with two schedulers', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => house.makeSchedule()));
    // SQLite lets one process hold the database; PostgreSQL has several.
    second = provider === 'postgresql' ? openDatabase(url) : null;
    house.start({ workerId: 'one' });
    house.start({ workerId: 'two', ...(second && { db: second }) });
    house.pass(MINUTE);

    const ledgers = await Promise.all(made.map(({ id }) => house.settled(id, 1)));

    expect(ledgers.map((rows) => rows.length)).toEqual(made.map(() => 1));
    expect(new Set(ledgers.flat().flatMap((row) => row.jobs)).size).toBe(50);
    expect(await house.jobs()).toHaveLength(50);
  });

  it('goes on where an expansion was cut off and makes nothing twice', async () => {
    const { id } = await house.makeSchedule({ actions: [{ kind: 'test.make', data: { count: 150 } }] });
    const cutOff = house.start({ plugins: kindsOf([testPlugin(120)]) });
    house.pass(MINUTE);
    while (house.reports.length === 0) await new Promise(setImmediate);
    await cutOff.stop();
    const first = await house.jobs();
    expect(first).toHaveLength(100);

    house.start();
    const [row] = await house.settled(id, 1);

    expect(row).toMatchObject({ state: 'done' });
    expect(new Set(row?.jobs).size).toBe(150);
    expect(first.every((job) => row?.jobs.includes(job.id))).toBe(true);
    expect(await house.jobs()).toHaveLength(150);
  });

  it('stops a schedule whose rule it cannot read any more, says so, and goes on with the others', async () => {
    const { id } = await house.makeSchedule();
    const other = await house.makeSchedule();
    await house.ctx.db.schedule.update({ where: { id }, data: { recurrence: 'RRULE:FREQ=NEVER' } });
    house.start();
    house.pass(MINUTE);
    expect(statesOf(await house.settled(other.id, 1))).toEqual(['done']);
    const [row] = await house.settled(id, 1);
    expect(row?.state).toBe('skipped');
    expect(row?.reason).toContain('can no longer be evaluated: FREQ is one of');
  });

  it('says why an instant made nothing', async () => {
    const { id } = await house.makeSchedule({ actions: [] });
    house.start();
    house.pass(MINUTE);
    expect(await house.settled(id, 1)).toMatchObject([
      { state: 'skipped', reason: 'The schedule has no actions.', jobs: [] },
    ]);
  });
});
