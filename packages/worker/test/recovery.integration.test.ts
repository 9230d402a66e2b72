import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAlive } from '@borgcube/borg/process/process-identity';
import { readLock } from '@borgcube/borg/repository/repository-lock';
import { cancelJob } from '@borgcube/core/job/cancel-job';
import { claimNextJob } from '@borgcube/core/job/claim-job';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import type { TestDatabase } from '@borgcube/testing/database/open-test-database';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { makeEndlessFiles } from './endless-source.ts';
import { type MadeBackup, openWorkerHouse, PASSPHRASE, type WorkerHouse } from './worker-house.ts';

const RUN_WORKER = fileURLToPath(new URL('./run-worker.ts', import.meta.url));

describeDatabases('a server that is killed', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-kill-'));
  const servers: ChildProcess[] = [];
  let database: TestDatabase;
  let house: WorkerHouse;

  beforeAll(async () => {
    database = await open();
    house = openWorkerHouse({ db: database.db, folder });
  });
  afterEach(() => house.stopWorkers());
  afterAll(() => {
    for (const server of servers) server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function startServer(): { kill: () => Promise<void> } {
    const args = ['--import', 'tsx', RUN_WORKER, database.url, folder];
    const server = spawn(process.execPath, args, { stdio: 'inherit' });
    servers.push(server);
    server.once('exit', (code) => code !== null && house.reports.push(`the server ended by itself: ${code}`));
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    return {
      kill: async () => {
        server.kill('SIGKILL');
        await ended;
      },
    };
  }

  const namesIn = (made: MadeBackup) => plainBorg(folder, PASSPHRASE).archiveNames(made.repositoryPath);
  const recordedIn = async ({ repositoryId }: MadeBackup) =>
    (await house.core.db.archive.findMany({ where: { repositoryId } })).map(({ name }) => name);

  it('in the middle of a backup: the job fails, nothing is locked, and the next one succeeds', async () => {
    const made = await house.makeBackup();
    makeEndlessFiles(made.source);
    const server = startServer();
    const id = await house.run(made.configId);
    await house.until(id, (job) => job.state === 'client_in_progress');
    while ((await house.core.db.jobProcess.count({ where: { jobId: id } })) === 0);
    await server.kill();

    await house.startWorker();
    expect(await house.until(id)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'worker-restart' },
    });
    const processes = await house.core.db.jobProcess.findMany({ where: { jobId: id } });
    expect(processes.length).toBeGreaterThan(0);
    expect(processes.filter((process) => isAlive(process) || process.endedAt === null)).toEqual([]);
    expect(await readLock(made.repositoryPath)).toEqual([]);

    rmSync(made.source, { recursive: true });
    const again = await house.makeBackup();
    await house.core.db.backupConfig.update({
      where: { id: made.configId },
      data: { data: await dataWithPaths(house, made.configId, [again.source]) },
    });
    const next = await house.until(await house.run(made.configId));
    expect(next).toMatchObject({ state: 'done' });
    expect(await recordedIn(made)).toEqual(namesIn(made));
    expect(plainBorg(folder, PASSPHRASE).run(['check', made.repositoryPath])).toBe('');
  });

  it('after Borg had finished: the archive is found, and the job is done and says so', async () => {
    const made = await house.makeBackup({ afterCommand: 'exec sleep 1000' });
    const server = startServer();
    const id = await house.run(made.configId);
    await house.until(id, (job) => job.state === 'client_cleanup');
    await server.kill();
    expect(await recordedIn(made)).toEqual([]);

    await house.startWorker();
    const job = await house.until(id);
    expect(job).toMatchObject({ state: 'done', borgWarning: ['finished while the server was away'] });
    expect(await recordedIn(made)).toEqual(namesIn(made));
    expect(await house.core.db.archive.findMany({ where: { jobId: id } })).toMatchObject([
      { id: job.archiveId, nfiles: 1n, suspect: null },
    ]);
  });

  it('between the claim and the start: the job goes back to the queue and runs', async () => {
    const made = await house.makeBackup();
    const id = await house.run(made.configId);
    const earlier = { workerId: 'worker-1', incarnation: 'earlier' };
    expect(await claimNextJob(house.core, earlier)).toMatchObject({ id });
    await house.startWorker();
    expect(await house.until(id)).toMatchObject({ state: 'done' });
  });

  it('after somebody asked to cancel: the job is cancelled', async () => {
    const made = await house.makeBackup({ beforeCommand: 'exec sleep 1000' });
    const server = startServer();
    const id = await house.run(made.configId);
    await house.until(id, (job) => job.state === 'client_preparing');
    await server.kill();
    await cancelJob(house.core, id);
    await house.startWorker();
    expect(await house.until(id)).toMatchObject({ state: 'cancelled' });
  });

  it('on another node: its job fails with worker-lost once its lease ran out, not before', async () => {
    const made = await house.makeBackup();
    const id = await house.run(made.configId);
    await claimNextJob(house.core, { workerId: 'elsewhere', incarnation: 'x' });
    await house.core.db.job.update({ where: { id }, data: { state: 'client_preparing' } });
    await house.startWorker({ times: { reapEvery: 50 } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await house.until(id, () => true)).toMatchObject({ state: 'client_preparing' });
    const leaseExpires = new Date(Date.now() - 16_000);
    await house.core.db.job.update({ where: { id }, data: { leaseExpires } });
    expect(await house.until(id)).toMatchObject({ state: 'failed', failureCause: { kind: 'worker-lost' } });
  });
});

async function dataWithPaths(house: WorkerHouse, id: string, paths: string[]) {
  const { data } = await house.core.db.backupConfig.findUniqueOrThrow({ where: { id } });
  return { ...(data as object), paths };
}
