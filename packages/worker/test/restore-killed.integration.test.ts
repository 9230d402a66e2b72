import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clearTemporary } from '@borgcube/borg/connection/ssh-files';
import { isAlive } from '@borgcube/borg/process/process-identity';
import { readLock } from '@borgcube/borg/repository/repository-lock';
import { getJob } from '@borgcube/core/job/get-job';
import { restoreArchive } from '@borgcube/core/restore/restore-archive';
import { RestoreInput } from '@borgcube/domain/restore/restore';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import type { TestDatabase } from '@borgcube/testing/database/open-test-database';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startKillableServer } from './killable-server.ts';
import { openWorkerHouse, type WorkerHouse } from './worker-house.ts';

/** So many lines are stored in many steps. */
const FILES = 9000;

describeDatabases('a restore', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-restore-kill-'));
  let database: TestDatabase;
  let house: WorkerHouse;

  beforeAll(async () => {
    database = await open();
    house = openWorkerHouse({ db: database.db, folder });
  });
  afterEach(() => house.stopWorkers());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('whose server is killed leaves nothing at the target and no lock, and says so', async () => {
    await house.startWorker();
    const made = await house.makeBackup();
    writeFileSync(join(made.source, 'big'), randomBytes(80_000_000));
    const { archiveId } = await house.until(await house.run(made.configId));
    await house.stopWorkers();
    await using server = startKillableServer(database.url, folder);
    const target = { clientId: null, path: join(folder, 'back') };
    const input = RestoreInput.parse({ id: archiveId, paths: [''], target });
    const { id } = await restoreArchive(house.core, input);
    const staging = join(folder, `.borgcube-restore-${id}`);
    while (!existsSync(join(staging, made.source.slice(1), 'big'))) await delay(5);
    await server.kill();
    expect(existsSync(staging)).toBe(true);

    await clearTemporary(house.environment); // as every start does
    await house.startWorker();
    const job = await house.until(id);
    expect(job).toMatchObject({
      state: 'failed',
      failureCause: {
        kind: 'worker-restart',
        message: expect.stringContaining('Nothing had been put in its place.'),
      },
      receipt: {
        archiveId,
        channel: 'borg',
        brokenOff: 'before-placing',
        selected: { files: 2, bytes: expect.any(Number) },
        written: { files: 0 },
        failed: { files: 2 },
      },
    });
    const processes = await house.core.db.jobProcess.findMany({ where: { jobId: id } });
    expect(processes.filter((process) => isAlive(process) || process.endedAt === null)).toEqual([]);
    expect([existsSync(staging), existsSync(target.path)]).toEqual([false, false]);
    expect(readdirSync(join(house.environment.baseDir, 'restores'))).toEqual([]);
    expect(await readLock(made.repositoryPath)).toEqual([]);
  });

  it('that had written when its server was killed says what was confirmed, and that of the rest it does not know', async () => {
    await house.startWorker();
    const made = await house.makeBackup();
    for (let n = 0; n < FILES; n += 1) writeFileSync(join(made.source, `${n}`), '');
    const { archiveId } = await house.until(await house.run(made.configId));
    await house.stopWorkers();
    await using server = startKillableServer(database.url, folder);
    const target = { clientId: null, path: join(folder, 'many') };
    const { id } = await restoreArchive(
      house.core,
      RestoreInput.parse({ id: archiveId, paths: [''], target }),
    );
    while ((await house.core.db.receiptLine.count({ where: { jobId: id } })) === 0) await delay(1);
    await server.kill();
    expect((await getJob(house.core, id)).receipt).toBeNull(); // it has not ended

    await clearTemporary(house.environment);
    await house.startWorker();
    const job = await house.until(id);
    expect(job).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'worker-restart', message: expect.stringContaining('some may be there') },
      receipt: { channel: 'borg', brokenOff: 'while-placing', selected: { files: FILES + 1 } },
    });
    const stored = await house.core.db.receiptLine.count({ where: { jobId: id } });
    const { files = 0, folders = 0 } = job.receipt?.written ?? {};
    expect(files + folders).toBe(stored);
    expect(files).toBeGreaterThan(400);
    expect(files).toBeLessThan(FILES);
  });
});
