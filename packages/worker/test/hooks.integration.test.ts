import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteBackupConfig } from '@borgcube/core/backup-config/delete-backup-config';
import { cancelJob } from '@borgcube/core/job/cancel-job';
import { createJob } from '@borgcube/core/job/create-job';
import { deleteJob } from '@borgcube/core/job/delete-job';
import { forceState, setFailureCause } from '@borgcube/core/job/force-state';
import { deleteRepository } from '@borgcube/core/repository/delete-repository';
import { isFinal } from '@borgcube/domain/job/job-state';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { HOOK_NAMES, type PluginHooks } from '@borgcube/plugin-kit/hook-specs';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openWorkerHouse, type WorkerHouse } from './worker-house.ts';

interface Call {
  readonly hook: string;
  readonly argument: Readonly<Record<string, unknown>>;
}

const calls: Call[] = [];
const waiting = new Set<() => void>();

/** What was called, in order; each name with the argument that it got. */
function record(hook: string, argument: object): void {
  calls.push({ hook, argument: { ...argument } });
  for (const look of [...waiting]) look();
}

const How = z.strictObject({ how: z.string() });

const recorder = definePlugin({
  name: 'recorder',
  hooks: Object.fromEntries(
    HOOK_NAMES.map((name) => [name, (argument: object) => record(name, argument)]),
  ) as PluginHooks,
  jobKinds: [
    {
      name: 'recorder.act',
      verboseName: 'Act',
      states: [{ name: 'acting', verboseName: 'Acting' }],
      config: { version: 1, schema: How, steps: [] },
      access: () => null,
      executor: {
        prepare: (_job, context) => context.enter('acting'),
        run: async (job, { signal }) => {
          const config = How.parse(job.config);
          if (config.how === 'fail')
            return { state: 'failed', cause: { kind: 'recorder.tired', since: 7 }, exitCode: 3 };
          if (config.how === 'killed') return { state: 'done', exitCode: null, signal: 'SIGKILL' };
          if (config.how === 'wait')
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
          return { state: 'done' };
        },
      },
    },
  ],
});

async function untilCalled(holds: (call: Call) => boolean): Promise<Call> {
  for (;;) {
    const found = calls.find(holds);
    if (found) return found;
    await new Promise<void>((resolve) => {
      const look = () => {
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
    });
  }
}

describeDatabases('every hook', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-hooks-'));
  let house: WorkerHouse;
  beforeAll(async () => {
    calls.length = 0;
    house = openWorkerHouse({ db: (await open()).db, folder, plugins: [recorder] });
    await house.startWorker({ times: { poll: 50, idleEvery: 100 } });
  });
  afterAll(async () => {
    await house.stopWorkers();
    rmSync(folder, { recursive: true, force: true });
  });

  const of = (jobId: number) =>
    calls.filter(({ argument }) => (argument.job as { id: number } | undefined)?.id === jobId);
  const act = async (how: string) =>
    (await createJob(house.core, { kind: 'recorder.act', config: { how } })).id;
  const exitOf = (id: number) =>
    untilCalled(
      ({ hook, argument }) => hook === 'jobExit' && of(id).some((one) => one.argument === argument),
    );
  const shapes = (id: number) =>
    of(id)
      .filter(({ hook }) => hook !== 'jobBlocked')
      .map(({ hook, argument: { job, tx, afterCommit, store, ...rest } }) => [hook, rest]);

  beforeEach(() => {
    expect(house.hookFailures).toEqual([]);
  });

  it('of a worker is called with it: once as it starts, then in each idle round', async () => {
    await untilCalled(({ hook }) => hook === 'workerIdle');
    await untilCalled((call) => call.hook === 'workerIdle' && calls.indexOf(call) > 1);
    const ofWorker = calls.filter(({ hook }) => hook.startsWith('worker'));
    expect(ofWorker.slice(0, 3)).toMatchObject([
      { hook: 'workerStartup', argument: { worker: { id: 'worker-1', name: 'test' } } },
      { hook: 'workerIdle', argument: { worker: { id: 'worker-1', name: 'test' } } },
      { hook: 'workerIdle', argument: { worker: { id: 'worker-1', name: 'test' } } },
    ]);
    expect(calls.filter(({ hook }) => hook === 'workerStartup')).toHaveLength(1);
  });

  it('of a job that goes well is called in order, inside its transactions', async () => {
    const id = await act('well');
    await exitOf(id);
    expect(shapes(id)).toEqual([
      ['jobCreated', {}],
      ['jobPreStateUpdate', { currentState: 'job_created', targetState: 'acting' }],
      ['jobPostStateUpdate', { priorState: 'job_created', currentState: 'acting' }],
      ['jobPreStateUpdate', { currentState: 'acting', targetState: 'done' }],
      ['jobPostStateUpdate', { priorState: 'acting', currentState: 'done' }],
      ['jobExit', { exitCode: null, signal: null }],
    ]);
    const [blocked] = of(id).filter(({ hook }) => hook === 'jobBlocked');
    expect(blocked?.argument).toMatchObject({ blockingJobs: [], job: { id, state: 'job_created' } });
    for (const { hook, argument } of of(id)) {
      const isInside = hook !== 'jobExit';
      expect([hook, 'tx' in argument, 'afterCommit' in argument]).toEqual([hook, isInside, isInside]);
    }
  });

  it('of a job that fails tells the cause apart from its details, and the exit of the process that decided', async () => {
    const id = await act('fail');
    await exitOf(id);
    expect(shapes(id).slice(-4)).toEqual([
      ['jobPreStateUpdate', { currentState: 'acting', targetState: 'failed' }],
      ['jobPostStateUpdate', { priorState: 'acting', currentState: 'failed' }],
      ['jobFailureCause', { kind: 'recorder.tired', details: { since: 7 } }],
      ['jobExit', { exitCode: 3, signal: null }],
    ]);
    const killed = await act('killed');
    expect((await exitOf(killed)).argument).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });

  it('of a job that is forced from outside, cancelled or deleted', async () => {
    const forced = await act('wait');
    await house.until(forced, (job) => job.state === 'acting');
    await forceState(house.core, forced, 'cancelled');
    await exitOf(forced);
    expect(shapes(forced).slice(-2)).toEqual([
      ['jobPostForceState', { forcedState: 'cancelled' }],
      ['jobExit', { exitCode: null, signal: null }],
    ]);
    const blamed = await act('wait');
    await house.until(blamed, (job) => job.state === 'acting');
    await setFailureCause(house.core, blamed, { kind: 'timeout', after: 5 });
    await exitOf(blamed);
    expect(shapes(blamed).slice(-3)).toEqual([
      ['jobPostForceState', { forcedState: 'failed' }],
      ['jobFailureCause', { kind: 'timeout', details: { after: 5 } }],
      ['jobExit', { exitCode: null, signal: null }],
    ]);
    const cancelled = await act('wait');
    await house.until(cancelled, (job) => job.state === 'acting');
    await cancelJob(house.core, cancelled);
    await exitOf(cancelled);
    await deleteJob(house.core, cancelled);
    expect(shapes(cancelled).slice(-2)).toEqual([
      ['jobExit', { exitCode: null, signal: null }],
      ['jobPreDelete', {}],
    ]);
  });

  it('of an archive is called as it is recorded and as its row goes', async () => {
    const made = await house.makeBackup();
    const job = await house.until(await house.run(made.configId), ({ state }) => isFinal(state));
    const added = await untilCalled(({ hook }) => hook === 'archiveAdded');
    expect(added.argument).toMatchObject({ archive: { id: job.archiveId, jobId: job.id } });
    await exitOf(job.id);
    await deleteBackupConfig(house.core, made.configId);
    await deleteRepository(house.core, made.repositoryId);
    const gone = calls.filter(({ hook }) => hook === 'archivePreDelete');
    expect(gone).toMatchObject([{ argument: { archive: { id: job.archiveId } } }]);
  });
});
