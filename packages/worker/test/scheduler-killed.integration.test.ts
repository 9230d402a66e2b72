import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { expect, it } from 'vitest';
import { openScheduleHouse } from './schedule-house.ts';

const JOBS = 1500;
/** Within a chunk of jobs, and within the expansion. */
const KILLED_AT = 750;
const SCRIPT = path.join(import.meta.dirname, 'run-scheduler.ts');

describeDatabases('a scheduler that is killed', (open) => {
  it('in the middle of an expansion loses nothing and makes nothing twice', async () => {
    const { db, url } = await open();
    const house = openScheduleHouse(db);
    const { id } = await house.makeSchedule({
      recurrence: 'RDATE:20261122T120100',
      actions: [{ kind: 'test.make', data: { count: JOBS } }],
    });
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, url, `${KILLED_AT}`], {
      stdio: 'inherit',
    });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    const made = await db.job.count();
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(KILLED_AT);
    // Its row says that it is in somebody's hands.
    expect(await house.ledger(id)).toMatchObject([{ state: 'running' }]);

    house.start();
    const [row] = await house.settled(id, 1);
    await house.stop();

    expect(row?.state).toBe('done');
    expect(new Set(row?.jobs).size).toBe(JOBS);
    expect(await db.job.count()).toBe(JOBS);
    // Ids rise in order of position, over the kill too.
    const jobs = await db.job.findMany({ select: { uniqueKey: true }, orderBy: { id: 'asc' } });
    const targets = jobs.map(({ uniqueKey }) => Number(uniqueKey?.split(':')[2]));
    expect(targets).toEqual([...targets].sort((one, other) => one - other));
  }, 90_000);
});
