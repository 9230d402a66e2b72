import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLock } from '@borgcube/borg/repository/repository-lock';
import { cancelJob } from '@borgcube/core/job/cancel-job';
import { setFailureCause } from '@borgcube/core/job/force-state';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { findProcesses } from '@borgcube/testing/process/find-processes';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { WorkerOptions } from '../src/start-worker.ts';
import { makeEndlessFiles } from './endless-source.ts';
import { type MadeBackup, openWorkerHouse, PASSPHRASE, type WorkerHouse } from './worker-house.ts';

describeDatabases('stopping a backup', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-stop-'));
  let house: WorkerHouse;

  beforeAll(async () => {
    house = openWorkerHouse({ db: (await open()).db, folder });
  });
  afterEach(() => house.stopWorkers());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A backup in the middle of its work, that goes on until it is stopped. */
  async function running(options: Partial<WorkerOptions> = {}): Promise<{ id: number; made: MadeBackup }> {
    await house.startWorker(options);
    const made = await house.makeBackup();
    makeEndlessFiles(made.source);
    const reads = new AbortController();
    const events = house.core.bus.subscribe({ signal: reads.signal });
    const id = await house.run(made.configId);
    for await (const event of events) {
      if (event.type === 'job' && event.jobId === id && event.progress?.originalSize) break;
    }
    reads.abort();
    return { id, made };
  }

  const expectFree = async (made: MadeBackup) => {
    const url = made.repositoryPath;
    expect(await readLock(url)).toEqual([]);
    expect(await house.core.db.repositoryClaim.count({ where: { repositoryId: made.repositoryId } })).toBe(0);
    expect(plainBorg(folder, PASSPHRASE).archiveNames(url)).toEqual([]);
  };

  it('cancels it: Borg is gone, its lock too, and the repository is free', async () => {
    const { id, made } = await running();
    await cancelJob(house.core, id);
    const job = await house.until(id);
    expect(job).toMatchObject({ state: 'cancelled', failureCause: null, archiveId: null });
    expect(job.transitions.at(-2)?.state).toBe('client_cleanup');
    await expectFree(made);
  });

  it('gives it time for its checkpoint when the server stops, and fails it with worker-restart', async () => {
    const { id, made } = await running();
    await house.stopWorkers();
    expect(await house.until(id)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'worker-restart' },
    });
    await expectFree(made);
    const list = ['list', '--short', '--consider-checkpoints', made.repositoryPath];
    expect(plainBorg(folder, PASSPHRASE).run(list)).toMatch(/\.checkpoint/);
  });

  it('says that Borg was killed, and leaves no lock of it behind', async () => {
    const { id, made } = await running();
    const [borg] = await house.core.db.jobProcess.findMany({ where: { jobId: id } });
    process.kill(borg?.pid ?? 0, 'SIGKILL');
    const failureCause = { kind: 'command-failed', signal: 'SIGKILL' };
    expect(await house.until(id)).toMatchObject({ state: 'failed', failureCause });
    await expectFree(made);
  });

  it('ends its processes when it was failed from outside, and only then frees the repository', async () => {
    const { id, made } = await running();
    await setFailureCause(house.core, id, { kind: 'internal-error', message: 'a person says so' });
    expect(await house.until(id)).toMatchObject({ failureCause: { kind: 'internal-error' } });
    const isHeld = () => house.core.db.repositoryClaim.count({ where: { jobId: id } });
    while ((await isHeld()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await expectFree(made);
  });

  it('ends its processes itself when it cannot renew its lease', async () => {
    const { id } = await running({ times: { renewEvery: 50, giveUpAfter: 400, poll: 100 } });
    const [borg] = await house.core.db.jobProcess.findMany({ where: { jobId: id } });
    // Whoever holds the only writing connection, or the rows, keeps the leases from being renewed.
    await house.core.db.$transaction(
      async (tx) => {
        await tx.job.updateMany({ data: { createdBy: 'somebody' } });
        while (isRunning(borg?.pid ?? 0)) await new Promise((resolve) => setTimeout(resolve, 20));
      },
      { timeout: 60_000 },
    );
    const job = await house.until(id);
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'worker-lost' } });
  });
});

function isRunning(pid: number): boolean {
  return findProcesses(() => true).some((seen) => seen.pid === pid && seen.argv !== '');
}
