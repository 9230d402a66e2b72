import { cancelJob } from '@borgcube/core/job/cancel-job';
import { claimNextJob } from '@borgcube/core/job/claim-job';
import { deleteJob } from '@borgcube/core/job/delete-job';
import { forceState, setFailureCause } from '@borgcube/core/job/force-state';
import { getJob } from '@borgcube/core/job/get-job';
import { listJobs } from '@borgcube/core/job/list-jobs';
import { retryJob } from '@borgcube/core/job/retry-job';
import { settleJob } from '@borgcube/core/job/settle-job';
import { updateState } from '@borgcube/core/job/update-state';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobHouse, openJobHouse } from './job-house.ts';

describeDatabases('the states of a job', (open) => {
  let house: JobHouse;
  let repositoryId: string;

  beforeAll(async () => {
    house = openJobHouse((await open()).db);
  });
  afterAll(() => house.remove());
  beforeEach(async () => {
    await house.ctx.db.job.deleteMany({});
    repositoryId = await house.makeRepository();
  });

  const claim = async () => {
    const claimed = await claimNextJob(house.ctx, house.worker);
    if (!claimed) throw new Error('nothing to claim');
    return claimed;
  };

  it('moves only from the state that was named, stamps start and end, and keeps the way it went', async () => {
    const { id } = await house.makeJob(repositoryId);
    await expect(updateState(house.ctx, id, { previous: 'first', to: 'second' })).rejects.toMatchObject({
      kind: 'state-conflict',
      message: expect.stringMatching(/job_created.*first/),
    });
    await updateState(house.ctx, id, { previous: 'job_created', to: 'first' });
    const running = await getJob(house.ctx, id);
    expect(running).toMatchObject({ state: 'first', timestampStart: expect.any(String), timestampEnd: null });
    await updateState(house.ctx, id, { previous: 'first', to: 'done' });
    const done = await getJob(house.ctx, id);
    expect(done).toMatchObject({ state: 'done', timestampEnd: expect.any(String) });
    expect(done.transitions.map(({ state }) => state)).toEqual(['first', 'done']);
    await expect(updateState(house.ctx, id, { previous: 'done', to: 'first' })).rejects.toMatchObject({
      kind: 'state-conflict',
    });
  });

  it('queues a config once, and makes a unique key once for ever', async () => {
    const first = await house.makeJob(repositoryId, 'write', { configId: 'c', uniqueKey: 'u' });
    expect(first.alreadyQueued).toBe(false);
    expect(await house.makeJob(repositoryId, 'write', { configId: 'c' })).toMatchObject({
      id: first.id,
      alreadyQueued: true,
    });
    const together = await Promise.all(
      [1, 2, 3, 4].map(() => house.makeJob(repositoryId, 'write', { configId: 'd' })),
    );
    expect(new Set(together.map(({ id }) => id)).size).toBe(1);
    expect(together.filter(({ alreadyQueued }) => !alreadyQueued)).toHaveLength(1);
    await cancelJob(house.ctx, first.id);
    expect((await house.makeJob(repositoryId, 'write', { configId: 'c' })).id).not.toBe(first.id);
    expect((await house.makeJob(repositoryId, 'write', { uniqueKey: 'u' })).id).toBe(first.id);
  });

  it('cancels what waits at once and asks what runs to stop', async () => {
    const waiting = await house.makeJob(null, null);
    expect(await cancelJob(house.ctx, waiting.id)).toMatchObject({ state: 'cancelled' });
    await expect(cancelJob(house.ctx, waiting.id)).rejects.toMatchObject({ kind: 'state-conflict' });

    await house.makeJob(repositoryId);
    const { id, fence } = await claim();
    await updateState(house.ctx, id, { previous: 'job_created', to: 'first', fence });
    const asked = await cancelJob(house.ctx, id);
    expect(asked).toMatchObject({ state: 'first', cancelRequestedAt: expect.any(String) });
    await expect(
      updateState(house.ctx, id, { previous: 'first', to: 'second', fence }),
      'the fence of the claim no longer writes',
    ).rejects.toMatchObject({ kind: 'state-conflict' });
    const outcome = { state: 'cancelled' } as const;
    expect(await settleJob(house.ctx, { jobId: id, worker: house.worker, outcome })).toMatchObject({
      state: 'cancelled',
    });
  });

  it('fails a job from outside without letting go of its repository', async () => {
    await house.makeJob(repositoryId);
    const { id } = await claim();
    await setFailureCause(house.ctx, id, { kind: 'internal-error', message: 'told so' });
    expect(await getJob(house.ctx, id)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'internal-error', message: 'told so' },
    });
    expect(await house.ctx.db.repositoryClaim.count({ where: { repositoryId } })).toBe(1);
    await expect(deleteJob(house.ctx, id)).rejects.toMatchObject({ kind: 'state-conflict' });

    const outcome = { state: 'done' } as const;
    const settled = await settleJob(house.ctx, { jobId: id, worker: house.worker, outcome });
    expect(settled, 'what was said from outside stands').toMatchObject({ state: 'failed' });
    expect(await house.ctx.db.repositoryClaim.count({ where: { repositoryId } })).toBe(0);
    await deleteJob(house.ctx, id);
    await expect(getJob(house.ctx, id)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('answers whether a forced state changed anything, and never forces a job back into the queue', async () => {
    const { id } = await house.makeJob(repositoryId);
    expect(await forceState(house.ctx, id, 'failed')).toBe(true);
    expect(await forceState(house.ctx, id, 'failed')).toBe(false);
    await expect(forceState(house.ctx, id, 'job_created')).rejects.toThrow('queue');
  });

  it('settles nothing for a worker that lost the job', async () => {
    await house.makeJob(repositoryId);
    const { id } = await claim();
    const stranger = { ...house.worker, incarnation: 'second' };
    const settlement = { jobId: id, worker: stranger, outcome: { state: 'done' } } as const;
    expect(await settleJob(house.ctx, settlement)).toBeNull();
    expect(await getJob(house.ctx, id)).toMatchObject({ state: 'job_created' });
  });

  it('retries what has ended, and nothing else', async () => {
    const { id } = await house.makeJob(repositoryId);
    await expect(retryJob(house.ctx, id)).rejects.toMatchObject({ kind: 'state-conflict' });
    await cancelJob(house.ctx, id);
    expect(await retryJob(house.ctx, id)).toMatchObject({ retryOf: id, state: 'job_created', attempt: 1 });
  });

  it('lists newest first, page by page, over one or several states', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await house.makeJob(repositoryId)).id);
    await cancelJob(house.ctx, ids[1] ?? 0);
    const seen: number[] = [];
    for (let cursor: string | null = null; ; ) {
      const state = ['cancelled', 'job_created'];
      const page = await listJobs(house.ctx, { limit: 2, cursor, state, repositoryId });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(seen).toEqual([...ids].reverse());
    const cancelled = await listJobs(house.ctx, { limit: 10, state: 'cancelled', repositoryId });
    expect(cancelled).toMatchObject({ items: [{ id: ids[1] }], nextCursor: null });
  });

  it('lists what has not ended, of kinds with states of any name', async () => {
    const waits = (await house.makeJob(repositoryId)).id;
    const runs = (await house.makeJob(repositoryId)).id;
    const ended = (await house.makeJob(repositoryId)).id;
    await updateState(house.ctx, runs, { previous: 'job_created', to: 'first' });
    await forceState(house.ctx, ended, 'cancelled');
    const list = async (unfinished: 'all' | 'running') =>
      (await listJobs(house.ctx, { limit: 10, repositoryId, unfinished })).items.map((job) => job.id);
    expect(await list('all')).toEqual([runs, waits]);
    expect(await list('running')).toEqual([runs]);
  });

  it('says whom a job waits for and whom it keeps waiting', async () => {
    const first = await house.makeJob(repositoryId);
    const second = await house.makeJob(repositoryId);
    const third = await house.makeJob(repositoryId);
    await claim();
    expect(await getJob(house.ctx, first.id)).toMatchObject({
      waitsFor: [],
      waitingBehind: [second.id, third.id],
    });
    expect(await getJob(house.ctx, second.id)).toMatchObject({
      waitsFor: [first.id],
      waitingBehind: [third.id],
    });
    expect(await getJob(house.ctx, third.id)).toMatchObject({ waitsFor: [first.id, second.id] });
  });
});
