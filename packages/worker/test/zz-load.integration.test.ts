import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { expect, it } from 'vitest';
import { openScheduleHouse } from './schedule-house.ts';
const N = 1000;
describeDatabases('load', (open) => {
  it('many at once', async () => {
    const { db } = await open();
    const house = openScheduleHouse(db);
    const first = await house.makeSchedule();
    const row = await db.schedule.findUniqueOrThrow({ where: { id: first.id } });
    const action = await db.scheduledAction.findFirstOrThrow({ where: { scheduleId: first.id } });
    for (let i = 0; i < N; i += 500) {
      await db.schedule.createMany({ data: Array.from({ length: 500 }, (_, k) => ({ ...row, id: `s${i + k}`, name: `s${i + k}` })) });
      await db.scheduledAction.createMany({ data: Array.from({ length: 500 }, (_, k) => ({ ...action, data: { count: 1 }, id: `a${i + k}`, scheduleId: `s${i + k}` })) });
    }
    house.pass(60_000);
    const t = performance.now(), c = process.cpuUsage();
    house.start();
    while ((await db.job.count()) < N + 1) await new Promise((r) => setTimeout(r, 50));
    console.log(N, 'occurrences', Math.round(performance.now() - t), 'ms wall, cpu', Math.round((process.cpuUsage(c).user + process.cpuUsage(c).system) / 1000));
    expect(house.reports).toEqual([]);
    await house.stop();
  }, 120_000);
});
