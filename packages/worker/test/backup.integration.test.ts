import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listArchives as listRecorded } from '@borgcube/core/archive/list-archives';
import { readJobLog } from '@borgcube/core/job/read-job-log';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { RunningWorker } from '../src/start-worker.ts';
import { openWorkerHouse, type WorkerHouse } from './worker-house.ts';

describeDatabases('a backup', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-worker-'));
  let house: WorkerHouse;
  let worker: RunningWorker | null = null;

  beforeAll(async () => {
    house = openWorkerHouse({ db: (await open()).db, folder });
    worker = await house.startWorker();
  });
  afterAll(async () => {
    await worker?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => expect(house.reports).toEqual([]));

  it('goes through its five states to done, with its archive on record', async () => {
    const { configId, repositoryId } = await house.makeBackup();
    const job = await house.until(await house.run(configId));
    expect(job).toMatchObject({ state: 'done', failureCause: null, borgWarning: null });
    expect(job.transitions.map(({ state }) => state)).toEqual([
      'client_preparing',
      'client_prepared',
      'client_in_progress',
      'client_done',
      'client_cleanup',
      'done',
    ]);
    const { items } = await listRecorded(house.core, { repositoryId, limit: 10 });
    expect(items).toMatchObject([{ id: job.archiveId, jobId: job.id, nfiles: 1, suspect: null }]);
  });
});
