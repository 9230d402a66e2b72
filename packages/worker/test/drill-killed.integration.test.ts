import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from '@borgcube/borg/process/process-identity';
import { readLock } from '@borgcube/borg/repository/repository-lock';
import { listScratch, makeScratch, scratchPath } from '@borgcube/borg/restore/scratch';
import { cancelJob } from '@borgcube/core/job/cancel-job';
import { runKind } from '@borgcube/core/job/run-kind';
import { listProofs } from '@borgcube/core/proof/list-proofs';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import type { TestDatabase } from '@borgcube/testing/database/open-test-database';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startKillableServer } from './killable-server.ts';
import { openWorkerHouse, type WorkerHouse } from './worker-house.ts';

const isRoot = userInfo().uid === 0;

describeDatabases('a restore drill', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-drill-kill-'));
  let database: TestDatabase;
  let house: WorkerHouse;

  beforeAll(async () => {
    database = await open();
    house = openWorkerHouse({ db: database.db, folder });
  });
  afterEach(() => house.stopWorkers());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function makeArchive(bytes: number) {
    await house.startWorker();
    const made = await house.makeBackup();
    writeFileSync(join(made.source, 'big'), randomBytes(bytes));
    await house.until(await house.run(made.configId));
    await house.stopWorkers();
    return made;
  }
  const start = async (backupConfigId: string) =>
    (await runKind(house.core, { kind: 'verify-restore', config: { backupConfigId, scope: 'everything' } }))
      .id;

  it('whose server is killed leaves no scratch and no lock, and proves nothing', async () => {
    const made = await makeArchive(80_000_000);
    await using server = startKillableServer(database.url, folder);
    const id = await start(made.configId);
    const restored = join(scratchPath(house.environment, id), 'restored', made.source.slice(1), 'big');
    while (!existsSync(restored)) await delay(5);
    await server.kill();
    expect(await listScratch(house.environment)).toEqual([id]);

    await house.startWorker();
    expect(await house.until(id)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'worker-restart' },
    });
    const processes = await house.core.db.jobProcess.findMany({ where: { jobId: id } });
    expect(processes.filter((process) => isAlive(process) || process.endedAt === null)).toEqual([]);
    expect(await listScratch(house.environment)).toEqual([]);
    expect(await readLock(made.repositoryPath)).toEqual([]);
    expect((await listProofs(house.core, { limit: 1 })).items).toEqual([]);
  });

  it('that ended on another node, or could not clean up, is cleaned up after at the next start', async () => {
    const made = await makeArchive(1000);
    const waiting = await start(made.configId);
    const gone = await makeScratch(house.environment, 987_654);
    mkdirSync(join(gone, 'closed'), { mode: 0o500 });
    await makeScratch(house.environment, waiting);
    await house.startWorker({ concurrency: 0 });
    expect(await listScratch(house.environment)).toEqual([waiting]);
    await cancelJob(house.core, waiting);
  });

  it.skipIf(!isRoot)('refuses to begin what this server has no room for', async () => {
    const made = await makeArchive(3_000_000);
    const place = join(house.environment.baseDir, 'scratch');
    mkdirSync(place, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', place]);
    try {
      await house.startWorker();
      expect(await house.until(await start(made.configId))).toMatchObject({
        state: 'failed',
        failureCause: {
          kind: 'server-enospc',
          message: expect.stringMatching(/^It would take about 2\.8\d/),
        },
      });
      expect(await listScratch(house.environment)).toEqual([]);
      expect((await listProofs(house.core, { limit: 1 })).items).toEqual([]);
    } finally {
      await house.stopWorkers();
      execFileSync('umount', [place]);
    }
  });
});
