import { claimNextJob } from '@borgcube/core/job/claim-job';
import { settleJob } from '@borgcube/core/job/settle-job';
import { findExpiredJobs, requeueLostJob, takeLostJob } from '@borgcube/core/job/take-lost-jobs';
import { openDatabase } from '@borgcube/db/open-database';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import type { TestDatabase } from '@borgcube/testing/database/open-test-database';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobHouse, openJobHouse } from './job-house.ts';

describeDatabases('claims', (open, provider) => {
  let database: TestDatabase;
  let house: JobHouse;

  beforeAll(async () => {
    database = await open();
    house = openJobHouse(database.db);
  });
  afterAll(() => house.remove());
  beforeEach(async () => {
    await house.ctx.db.job.deleteMany({});
  });

  const claim = async (worker = house.worker) => (await claimNextJob(house.ctx, worker))?.id ?? null;
  const settle = (jobId: number, worker = house.worker) =>
    settleJob(house.ctx, { jobId, worker, outcome: { state: 'done' } });

  it('takes jobs of one repository in order, one at a time, and others beside them', async () => {
    const [one, other] = [await house.makeRepository(), await house.makeRepository()];
    const first = await house.makeJob(one);
    const second = await house.makeJob(one);
    const beside = await house.makeJob(other);
    const free = await house.makeJob(null, null);
    expect([await claim(), await claim(), await claim(), await claim()]).toEqual([
      first.id,
      beside.id,
      free.id,
      null,
    ]);
    await settle(first.id);
    expect(await claim()).toBe(second.id);
  });

  it('lets readers run together, but past no writer that waits before them', async () => {
    const repository = await house.makeRepository();
    const readers = [await house.makeJob(repository, 'read'), await house.makeJob(repository, 'read')];
    const writer = await house.makeJob(repository, 'write');
    const late = await house.makeJob(repository, 'read');
    expect([await claim(), await claim(), await claim()]).toEqual([readers[0]?.id, readers[1]?.id, null]);
    for (const { id } of readers) await settle(id);
    expect([await claim(), await claim()]).toEqual([writer.id, null]);
    await settle(writer.id);
    expect(await claim()).toBe(late.id);
  });

  it('never gives one repository, or one job, to two workers that ask at the same instant', async () => {
    // On SQLite both loops are in one process and on one connection, as there is one process for a data directory.
    const second = database.provider === 'sqlite' ? database.db : openDatabase(database.url);
    try {
      const houses = [house, openJobHouse(second), openJobHouse(second), house];
      const repositories = await Promise.all([1, 2].map(() => house.makeRepository()));
      const total = 12;
      for (let n = 0; n < total; n += 1) await house.makeJob(repositories[n % 2] ?? null);
      const running = new Map<string, number>();
      const done: number[] = [];
      const failed = new AbortController();
      const work = async ({ ctx }: JobHouse, name: string) => {
        const worker = { workerId: name, incarnation: 'x' };
        while (done.length < total && !failed.signal.aborted) {
          const claimed = await claimNextJob(ctx, worker);
          // better-sqlite3 answers at once: without a pause nothing else would ever get its turn.
          await new Promise((resolve) => setImmediate(resolve));
          if (!claimed) continue;
          const repositoryId = claimed.row.repositoryId ?? '';
          expect(running.get(repositoryId), `two jobs of ${repositoryId} at once`).toBeUndefined();
          running.set(repositoryId, claimed.id);
          await new Promise((resolve) => setImmediate(resolve));
          running.delete(repositoryId);
          const outcome = { state: 'done' } as const;
          expect(await settleJob(ctx, { jobId: claimed.id, worker, outcome })).toMatchObject({ fence: 1 });
          done.push(claimed.id);
        }
      };
      const stopAll = (error: unknown) => {
        failed.abort();
        throw error;
      };
      await Promise.all(houses.map((one, index) => work(one, `worker-${index}`).catch(stopAll)));
      expect(new Set(done).size).toBe(total);
      for (const one of houses.slice(1, 3)) one.remove();
    } finally {
      if (second !== database.db) await second.$disconnect();
    }
  });

  // On SQLite all writers take turns, so nothing can come in between.
  it.runIf(provider === 'postgresql')(
    'lets a claim of a repository wait for one that is under way',
    async () => {
      const second = openDatabase(database.url);
      const isInside = gate();
      const goOn = gate();
      const slow = definePlugin({
        name: 'slow',
        hooks: {
          jobBlocked: () => {
            isInside.open();
            return goOn.passed;
          },
        },
      });
      const other = openJobHouse(second, [slow]);
      const repository = await house.makeRepository();
      const early = await house.makeJob(repository);
      await house.ctx.db.job.delete({ where: { id: early.id } });
      const later = await house.makeJob(repository);

      const first = claimNextJob(other.ctx, { workerId: 'other', incarnation: 'x' });
      await isInside.passed;
      // Made before the later one, committed after it.
      const row = {
        id: early.id,
        kind: early.kind,
        repositoryId: repository,
        access: 'write',
        createdBy: 'test',
      };
      await house.ctx.db.job.create({ data: { ...row, configVersion: 1, config: { access: 'write' } } });
      const rival = claim();
      await new Promise((resolve) => setTimeout(resolve, 60));
      goOn.open();
      expect([(await first)?.id ?? null, await rival]).toEqual([later.id, null]);
      other.remove();
      await second.$disconnect();
    },
  );

  it('leaves jobs alone whose kind or config version this worker does not know', async () => {
    const unknown = { kind: 'later.kind', createdBy: 'test', configVersion: 1, config: { access: null } };
    await house.ctx.db.job.create({ data: unknown });
    await house.ctx.db.job.create({ data: { ...unknown, kind: 'test.idle', configVersion: 99 } });
    const known = await house.makeJob(null, null);
    expect([await claim(), await claim()]).toEqual([known.id, null]);
  });

  it('takes a job over only 75 s after its lease was renewed last, claim and all', async () => {
    const repository = await house.makeRepository();
    const { id } = await house.makeJob(repository);
    await claim();
    const leaseOf = async (ago: number) => {
      const leaseExpires = new Date(Date.now() - ago);
      await house.ctx.db.job.update({ where: { id }, data: { leaseExpires } });
      return findExpiredJobs(house.ctx);
    };
    expect(await leaseOf(13_000), '73 s').toEqual([]);
    const [lost] = await leaseOf(17_000);
    if (!lost) throw new Error('77 s: to be taken over');

    const next = { workerId: 'next', incarnation: 'x' };
    const taken = await takeLostJob(house.ctx, lost, next);
    expect(await takeLostJob(house.ctx, lost, { ...next, workerId: 'late' })).toBeNull();
    expect(await settle(id), 'its first worker came back').toBeNull();
    expect(await claim(), 'its repository is not free in between').toBeNull();
    expect(taken && (await requeueLostJob(house.ctx, taken))).toBe(true);
    expect(await claim()).toBe(id);
  });

  it('counts the claim, not the state, as what blocks', async () => {
    const repository = await house.makeRepository();
    const first = await house.makeJob(repository);
    await claim();
    await house.ctx.db.job.update({ where: { id: first.id }, data: { state: 'failed' } });
    await house.makeJob(repository);
    expect(await claim()).toBeNull();
  });
});

function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}
