import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import type { JobDetail } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** More than lies in pipes and sockets on the way to a reader who takes nothing. */
const SIZE = 48 * 1024 * 1024;
/** It takes milliseconds; a lease or Borg's own patience would be a minute. */
const SOON_MS = 15_000;

describe('a backup that meets a download', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'borgcube-slow-'));
  let house: House;
  let folder: string;
  let config: BackupConfig;
  let archiveId: string;
  beforeAll(async () => {
    house = await startHouse({ dataDir });
    folder = join(house.folder, 'source');
    mkdirSync(folder);
    writeFileSync(join(folder, 'film'), randomBytes(SIZE));
    const repository = await house.makeRepository({ encryption: 'none', passphrase: undefined });
    const client = await house.makeClient();
    const wish = { clientId: client.id, repositoryId: repository.id, paths: [folder] };
    config = await house.makeConfig(wish);
    archiveId = String((await house.backUp(config.id)).archiveId);
    await house.untilIdle();
  });
  afterAll(async () => {
    await house?.[Symbol.asyncDispose]();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ask = (format: string, signal?: AbortSignal) =>
    fetch(
      `${house.server.url}/archives/${archiveId}/download?format=${format}&path=${encodeURIComponent(`${folder.slice(1)}/film`)}`,
      { headers: { authorization: `Bearer ${house.token}` }, ...(signal ? { signal } : {}) },
    );

  /** A reader who took the first bytes, and takes no more until it is told. */
  async function beginDownload(format: string, signal?: AbortSignal) {
    const reader = (await ask(format, signal)).body?.getReader();
    if (!reader) throw new Error('nothing came');
    let size = (await reader.read()).value?.length ?? 0;
    return async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) size += part.value.length;
      return size;
    };
  }

  /** A backup that was asked for and waits for the download. */
  async function heldBackup(): Promise<JobDetail> {
    const { id } = await house.start(config.id);
    // A new one is refused once somebody looked for jobs and found that this one has to wait.
    await expect.poll(async () => (await ask('raw')).status, { timeout: SOON_MS }).toBe(412);
    const job = await house.query<JobDetail>('jobs.get', { id });
    expect(job.state).toBe('job_created');
    expect(job.hold?.sentence).toMatch(/^It waits until a download from archive \S+ by house has ended\./);
    return job;
  }

  async function expectDone({ id }: JobDetail): Promise<void> {
    const freed = performance.now();
    await house.untilJob(id, (job) => job.state !== 'job_created');
    expect(performance.now() - freed).toBeLessThan(SOON_MS);
    expect(await house.untilJob(id, (job) => isFinal(job.state))).toMatchObject({
      state: 'done',
      failureCause: null,
      hold: null,
    });
    await house.untilIdle();
  }

  it.each(['raw', 'tar'])('waits until a reader of %s has taken all of it', async (format) => {
    const readOn = await beginDownload(format);
    const job = await heldBackup();
    const refused = await ask(format);
    expect([refused.status, await refused.json()]).toMatchObject([
      412,
      {
        error: {
          message: expect.stringContaining(`job ${job.id} waits for this repository`),
          data: { kind: 'repository-busy', jobId: job.id },
        },
      },
    ]);
    // What comes from the catalog comes as ever.
    const { items } = await house.query<{ items: unknown[] }>('archives.entries', {
      id: archiveId,
      path: folder.slice(1),
    });
    expect(items).toMatchObject([{ name: 'film', size: SIZE }]);

    expect(await readOn()).toBeGreaterThanOrEqual(SIZE);
    await expectDone(job);
  });

  it('starts when the reader leaves', async () => {
    const leaving = new AbortController();
    await beginDownload('raw', leaving.signal);
    const job = await heldBackup();
    leaving.abort();
    await expectDone(job);
  });

  it('starts when the server was stopped meanwhile and is there again', async () => {
    const readOn = await beginDownload('tar');
    const job = await heldBackup();
    await Promise.all([expect(readOn()).rejects.toThrow(), house.server.stop()]);
    const before = house; // the repository lies in its folder
    house = await startHouse({ dataDir });
    await expectDone(job);
    await before[Symbol.asyncDispose]();
  });
});
