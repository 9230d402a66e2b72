import { pruneJobs } from '@borgcube/core/job/prune-jobs';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { expect, it } from 'vitest';
import { openJobHouse } from './job-house.ts';

const DAY_MS = 86_400_000;

describeDatabases('old jobs', (open) => {
  it('go after 90 days with their log, never those that wait, run, are held or are younger', async () => {
    const { db } = await open();
    const house = openJobHouse(db);
    const make = async (daysAgo: number | null, more: object = {}) => {
      const { id } = await house.makeJob(null, null);
      const timestampEnd = daysAgo === null ? null : new Date(Date.now() - daysAgo * DAY_MS);
      await db.job.update({ where: { id }, data: { timestampEnd, ...more } });
      await db.jobLogLine.create({
        data: { jobId: id, seq: 1, time: new Date(), level: 'info', message: 'a line' },
      });
      return id;
    };
    const old = await make(91, { state: 'done' });
    const kept = [
      await make(89, { state: 'done' }),
      await make(null),
      await make(91, { state: 'failed', leaseExpires: new Date() }),
    ];
    expect(await pruneJobs(house.ctx)).toBe(1);
    expect(await pruneJobs(house.ctx)).toBe(0);
    const left = await db.job.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
    expect(left.map(({ id }) => id)).toEqual(kept);
    expect(await db.jobLogLine.count({ where: { jobId: old } })).toBe(0);
    expect(await db.jobLogLine.count()).toBe(kept.length);
    house.remove();
  });
});
