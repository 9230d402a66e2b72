import { appendJobLog } from '@borgcube/core/job/append-job-log';
import { updateState } from '@borgcube/core/job/update-state';
import { watchJobLog, watchJobNews, watchJobs } from '@borgcube/core/job/watch-jobs';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type JobHouse, openJobHouse } from './job-house.ts';

describeDatabases('watching jobs', (open) => {
  let house: JobHouse;

  beforeAll(async () => {
    house = openJobHouse((await open()).db);
  });
  afterAll(() => house.remove());

  const line = (seq: number) => ({ seq, time: new Date(), level: 'info', message: `line ${seq}` });

  it('tells every committed change in order, and what was missed since a given event', async () => {
    const watch = watchJobs(house.ctx, { signal: new AbortController().signal });
    const first = watch.next();
    const { id } = await house.makeJob(null, null);
    expect((await first).value).toMatchObject({ change: { jobId: id, state: 'job_created' } });
    const after = house.ctx.bus.lastId;
    await updateState(house.ctx, id, { previous: 'job_created', to: 'first' });
    await expect(updateState(house.ctx, id, { previous: 'second', to: 'done' })).rejects.toThrow();
    await updateState(house.ctx, id, { previous: 'first', to: 'done' });
    const late = watchJobs(house.ctx, { after, signal: new AbortController().signal });
    for (const watcher of [watch, late]) {
      const states = [(await watcher.next()).value, (await watcher.next()).value];
      expect(states).toMatchObject([{ change: { state: 'first' } }, { change: { state: 'done' } }]);
    }
    const old = watchJobs(house.ctx, { after: -5, signal: new AbortController().signal });
    expect((await old.next()).value, 'too long ago').toMatchObject({ change: { gap: true } });
  });

  it('tells every line of a log once, those that come included, and ends with the job', async () => {
    const { id } = await house.makeJob(null, null);
    await appendJobLog(house.ctx, id, [line(1), line(2), line(3)]);
    const watch = watchJobLog(house.ctx, id, { after: 1, signal: new AbortController().signal });
    const next = async () => (await watch.next()).value?.seq;
    expect([await next(), await next()]).toEqual([2, 3]);
    const coming = next();
    await appendJobLog(house.ctx, id, [line(4), line(5)]);
    expect([await coming, await next()]).toEqual([4, 5]);
    const last = watch.next();
    await updateState(house.ctx, id, { previous: 'job_created', to: 'cancelled' });
    expect(await last).toMatchObject({ done: true });
  });

  it('tells of changes and of grown logs in one stream', async () => {
    const { id } = await house.makeJob(null, null);
    const watch = watchJobNews(house.ctx, { signal: new AbortController().signal });
    const first = watch.next();
    await appendJobLog(house.ctx, id, [line(1), line(2)]);
    await updateState(house.ctx, id, { previous: 'job_created', to: 'first' });
    expect((await first).value).toMatchObject({ news: { jobId: id, logSeq: 2 } });
    expect((await watch.next()).value).toMatchObject({ news: { id, jobId: id, state: 'first' } });
  });

  it('stops watching when nobody listens any more', async () => {
    const { id } = await house.makeJob(null, null);
    const stop = new AbortController();
    const watch = watchJobLog(house.ctx, id, { signal: stop.signal });
    const next = watch.next();
    stop.abort();
    expect(await next).toMatchObject({ done: true });
  });
});
