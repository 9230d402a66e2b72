import { setTimeout as delay } from 'node:timers/promises';
import { claimNextJob } from '@borgcube/core/job/claim-job';
import { getJob } from '@borgcube/core/job/get-job';
import { settleJob } from '@borgcube/core/job/settle-job';
import { updateState } from '@borgcube/core/job/update-state';
import type { Database } from '@borgcube/db/open-database';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import type { PluginHooks } from '@borgcube/plugin-kit/hook-specs';
import type { PluginTransaction } from '@borgcube/plugin-kit/plugin-transaction';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { beforeAll, expect, it } from 'vitest';
import { openJobHouse } from './job-house.ts';

const note = (tx: PluginTransaction, key: string) =>
  tx.$executeRawUnsafe(
    `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES ('${key}', '', '2026-01-01')`,
  );

describeDatabases('hooks', (open, provider) => {
  let db: Database;

  beforeAll(async () => {
    db = (await open()).db;
  });

  /** A misbehaving plugin between two that behave. */
  async function withHooks(hooks: PluginHooks, neighbours: PluginHooks = {}) {
    const plugins = [
      definePlugin({ name: 'before', hooks: neighbours }),
      definePlugin({ name: 'bad', hooks }),
      definePlugin({ name: 'after', hooks: neighbours }),
    ];
    return openJobHouse(db, plugins);
  }

  const misbehaviours: { name: string; act: (tx: PluginTransaction) => Promise<unknown> | never }[] = [
    {
      name: 'throws',
      act: () => {
        throw new Error('no');
      },
    },
    { name: 'runs bad SQL', act: async (tx) => tx.$executeRawUnsafe('SELECT broken FROM nowhere') },
    { name: 'sleeps for ten seconds', act: () => delay(10_000, undefined, { ref: false }) },
    { name: 'uses the database itself', act: () => db.$transaction((tx) => tx.job.count()) },
  ];

  it.each(misbehaviours)(
    'contains one that $name: the job is made, and nothing of the hook stays',
    async ({ name, act }) => {
      const called: string[] = [];
      const key = `${name} ${Math.random()}`;
      const bad: PluginHooks = {
        jobCreated: async ({ tx, afterCommit }) => {
          await note(tx, key);
          afterCommit(() => void called.push('never'));
          await act(tx);
        },
      };
      const good: PluginHooks = {
        jobCreated: ({ afterCommit }) => afterCommit(() => void called.push('committed')),
      };
      const house = await withHooks(bad, good);
      const startedAt = performance.now();
      const { id } = await house.makeJob(null, null);
      expect(performance.now() - startedAt).toBeLessThan(3000);
      // PostgreSQL gives it another connection, and a look from there harms nobody.
      if (provider === 'sqlite' || name !== 'uses the database itself') {
        expect(house.failures).toContainEqual(expect.objectContaining({ plugin: 'bad', hook: 'jobCreated' }));
        expect(await db.setting.count({ where: { key } })).toBe(0);
        expect(called).not.toContain('never');
      }
      expect(await getJob(house.ctx, id)).toMatchObject({ state: 'job_created' });
      expect(called).toContain('committed');
      house.remove();
    },
  );

  it('refuses the handle after the call that it was given to', async () => {
    let kept: PluginTransaction | null = null;
    const house = await withHooks({
      jobCreated: ({ tx }) => {
        kept = tx;
      },
    });
    await house.makeJob(null, null);
    await expect(kept && note(kept, 'too late')).rejects.toThrow();
    expect(await db.setting.count({ where: { key: 'too late' } })).toBe(0);
    house.remove();
  });

  it.each([
    { name: 'throws', act: () => Promise.reject(new Error('not today')) },
    { name: 'takes too long', act: () => delay(5000, undefined, { ref: false }) },
  ])('lets one that $name before a change veto it', async ({ act }) => {
    const house = await withHooks({ jobPreStateUpdate: async () => void (await act()) });
    const { id } = await house.makeJob(null, null);
    const change = updateState(house.ctx, id, { previous: 'job_created', to: 'first' });
    await expect(change).rejects.toThrow(/plugin bad refused/);
    expect(await getJob(house.ctx, id)).toMatchObject({ state: 'job_created', transitions: [] });
    house.remove();
  });

  it('ends a job all the same that a plugin does not let end well', async () => {
    const house = await withHooks({
      jobPreStateUpdate: ({ targetState }) => {
        if (targetState === 'done') throw new Error('not without me');
      },
    });
    await db.job.deleteMany({});
    await house.makeJob(null, null);
    const claimed = await claimNextJob(house.ctx, house.worker);
    const settlement = { jobId: claimed?.id ?? 0, worker: house.worker, outcome: { state: 'done' } } as const;
    expect(await settleJob(house.ctx, settlement)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'hook-failed', message: expect.stringContaining('not without me') },
    });
    house.remove();
  });

  it('asks plugins what blocks, inside the claim', async () => {
    await db.job.deleteMany({});
    const asked: number[][] = [];
    const house = await withHooks({
      jobBlocked: ({ blockingJobs }) => {
        asked.push(blockingJobs.map(({ id }) => id));
        blockingJobs.length = 0;
      },
    });
    const repository = await house.makeRepository();
    const first = await house.makeJob(repository);
    const second = await house.makeJob(repository);
    const claim = async () => (await claimNextJob(house.ctx, house.worker))?.id;
    expect([await claim(), await claim()]).toEqual([first.id, second.id]);
    expect(asked).toEqual([[], [first.id]]);
    house.remove();
  });

  it('keeps blocking what a plugin that fails wanted to let through', async () => {
    await db.job.deleteMany({});
    const house = await withHooks({
      jobBlocked: ({ blockingJobs }) => {
        blockingJobs.length = 0;
        throw new Error('half way');
      },
    });
    const repository = await house.makeRepository();
    await house.makeJob(repository);
    await house.makeJob(repository);
    expect(await claimNextJob(house.ctx, house.worker)).not.toBeNull();
    expect(await claimNextJob(house.ctx, house.worker)).toBeNull();
    house.remove();
  });

  it('refuses a plugin with a hook that does not exist', () => {
    const hooks = { jobStarted: () => {} };
    expect(() => definePlugin({ name: 'typo', hooks: hooks as PluginHooks })).toThrow('no hook jobStarted');
  });
});
