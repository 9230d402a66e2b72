import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { borgHostId } from '@borgcube/borg/process/host-id';
import { readLock } from '@borgcube/borg/repository/repository-lock';
import { openTestDatabase, type TestDatabase } from '@borgcube/testing/database/open-test-database';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { breakOwnLock } from '../src/recovery/break-own-lock.ts';
import { type MadeBackup, openWorkerHouse, type WorkerHouse } from './worker-house.ts';

const [MACHINE] = borgHostId().split('_');
const OTHER_BOOT = '11111111-2222-3333-4444-555555555555';

let folder: string;
let database: TestDatabase;
let house: WorkerHouse;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'borgcube-lock-'));
  database = await openTestDatabase('sqlite');
  house = openWorkerHouse({ db: database.db, folder });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

let made: MadeBackup;
let jobId: number;
beforeEach(async () => {
  made = await house.makeBackup();
  jobId = await house.run(made.configId);
});

/** As Borg would have left it behind. */
function leaveLock(bootId: string, pid: number): void {
  const lock = join(made.repositoryPath, 'lock.exclusive');
  mkdirSync(lock);
  writeFileSync(join(lock, `${MACHINE}_${bootId}_4026531836.${pid}-0`), '');
}

async function recordProcess(bootId: string, pid: number): Promise<void> {
  const process = { id: `${jobId}-${pid}`, jobId, role: 'borg', pid, processGroup: pid, startTime: '1' };
  await house.core.db.jobProcess.create({
    data: { ...process, bootId, pidNamespace: '4026531836', workerId: 'worker-1', endedAt: new Date() },
  });
}

const breakIt = () => breakOwnLock(house, { jobId, repositoryId: made.repositoryId });
const holders = async () => (await readLock(made.repositoryPath)).length;

it('breaks a lock of the boot that the job ran in, whichever of its processes left it', async () => {
  await recordProcess(OTHER_BOOT, 4711);
  leaveLock(OTHER_BOOT, 4712);
  expect([await breakIt(), await holders()]).toEqual([true, 0]);
});

it('leaves a lock of another boot, for machines of one image may share their id', async () => {
  await recordProcess('aaaaaaaa-2222-3333-4444-555555555555', 4711);
  leaveLock(OTHER_BOOT, 4711);
  expect([await breakIt(), await holders()]).toEqual([false, 1]);
});

it('leaves the lock of a job that never started a process', async () => {
  leaveLock(OTHER_BOOT, 4711);
  expect([await breakIt(), await holders()]).toEqual([false, 1]);
});
