import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLock } from '@borgcube/borg/repository/repository-lock';
import { listScratch } from '@borgcube/borg/restore/scratch';
import { makeAlertsPlugin } from '@borgcube/core/alert/alerts-plugin';
import { listAlerts } from '@borgcube/core/alert/list-alerts';
import { makeCatalogPlugin } from '@borgcube/core/catalog/catalog-plugin';
import { readCatalogState } from '@borgcube/core/catalog/read-catalog-state';
import { getClient, listClients } from '@borgcube/core/client/list-clients';
import type { CoreContext } from '@borgcube/core/core-context';
import { cancelJob } from '@borgcube/core/job/cancel-job';
import { runKind } from '@borgcube/core/job/run-kind';
import { listProofs } from '@borgcube/core/proof/list-proofs';
import { verifyProofs } from '@borgcube/core/proof/verify-proofs';
import { getRepository } from '@borgcube/core/repository/list-repositories';
import { ClientList } from '@borgcube/domain/client/client-list';
import { flipBytes, segmentFiles } from '@borgcube/testing/damage/damage-repository';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type MadeBackup, openWorkerHouse, type WorkerHouse } from './worker-house.ts';

describeDatabases('a restore drill', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-drill-'));
  let house: WorkerHouse;
  let core: CoreContext;

  beforeAll(async () => {
    const plugins = [makeCatalogPlugin(() => core), makeAlertsPlugin(() => core)];
    house = openWorkerHouse({ db: (await open()).db, folder, plugins });
    core = house.core;
    await house.startWorker();
  });
  afterEach(async () => {
    expect([house.reports, house.hookFailures]).toEqual([[], []]);
    // Whatever became of it, nothing of it is left.
    expect(await listScratch(house.environment)).toEqual([]);
  });
  afterAll(async () => {
    await house.stopWorkers();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Backed up, and in the catalog. */
  async function backUp(made: MadeBackup): Promise<string> {
    const { archiveId } = await house.until(await house.run(made.configId));
    const { jobId } = await readCatalogState(core, archiveId ?? '');
    await house.until(jobId ?? 0);
    return archiveId ?? '';
  }
  const start = async (config: Record<string, unknown>) =>
    (await runKind(core, { kind: 'verify-restore', config })).id;
  const drill = async (config: Record<string, unknown>) => house.until(await start(config));
  const lastProof = async () => (await listProofs(core, { limit: 1 })).items[0];
  const openAlerts = async (of: MadeBackup) =>
    (await listAlerts(core, { open: true, limit: 50 })).items.filter(
      ({ repositoryId }) => repositoryId === of.repositoryId,
    );
  const inside = ({ source }: MadeBackup, path: string) => join(source, path).slice(1);

  it('restores a hostile tree, compares all of it with archive and catalog, and writes that down', async () => {
    const made = await house.makeBackup();
    makeHostileTree(join(made.source, 'tree'));
    const archiveId = await backUp(made);
    const job = await drill({ backupConfigId: made.configId, scope: 'everything' });
    expect(job).toMatchObject({ state: 'done', failureCause: null, borgWarning: null, archiveId });
    expect(job.transitions.map(({ state }) => state)).toEqual(['planning', 'restoring', 'comparing', 'done']);
    const proof = await lastProof();
    expect(proof).toMatchObject({
      jobId: job.id,
      archiveId,
      scope: 'everything',
      isProven: true,
      differences: null,
      configId: made.configId,
      configLabel: 'files',
    });
    expect(proof?.files).toBeGreaterThan(15);
    expect(proof?.bytes).toBeGreaterThan(70_000);
    expect(proof?.restoreDuration).toBeGreaterThan(0);
    expect(job.progress?.message).toMatch(
      /^\d+ files, .+, restored in \d+\.\d\u202fs, .+\/s, and the same\.$/,
    );
    expect((await getClient(core, made.clientId)).provenAt).toBe(proof?.endedAt);
    expect((await getRepository(core, made.repositoryId)).provenAt).toBe(proof?.endedAt);
    expect(await verifyProofs(core, {})).toMatchObject({ isWhole: true });
    expect(await readLock(made.repositoryPath)).toEqual([]);
  });

  it('draws a sample, and tries named paths with all that lies below them', async () => {
    const made = await house.makeBackup();
    for (let n = 0; n < 9; n += 1) writeFileSync(join(made.source, `${n}.bin`), randomBytes(1000));
    writeFileSync(join(made.source, 'large.bin'), randomBytes(200_000));
    symlinkSync('large.bin', join(made.source, 'link'));
    const archiveId = await backUp(made);
    const sample = { backupConfigId: made.configId, files: 4, bytesMax: 100_000, seed: 'a' };
    expect(await drill(sample)).toMatchObject({ state: 'done' });
    expect(await lastProof()).toMatchObject({ scope: 'sample', files: 4, isProven: true });
    expect(await drill({ archiveId, scope: 'canary', paths: [inside(made, 'large.bin')] })).toMatchObject({
      state: 'done',
    });
    expect(await lastProof()).toMatchObject({ scope: 'canary', files: 1, bytes: 200_000 });
    const { failureCause } = await drill({ archiveId, scope: 'canary', paths: [inside(made, 'link')] });
    expect(failureCause?.message).toMatch(
      /^What was named in \S+ holds no file that a drill could restore\.$/,
    );
    // It is no run of the config: the client is as its last backup left it.
    const { items } = await listClients(core, ClientList.parse({}));
    expect(items.find(({ id }) => id === made.clientId)?.lastJob).toMatchObject({ kind: 'backup' });
  });

  it('fails where a canary is missing, is told of, and that is over with the next drill of the config', async () => {
    const made = await house.makeBackup();
    await backUp(made);
    const canary = { backupConfigId: made.configId, scope: 'canary', paths: [inside(made, 'canary')] };
    const job = await drill(canary);
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'restore-differs' } });
    expect(await lastProof()).toMatchObject({
      isProven: false,
      files: 0,
      differences: {
        total: 1,
        items: [{ path: inside(made, 'canary'), reason: 'the archive does not hold it' }],
      },
    });
    expect((await getClient(core, made.clientId)).provenAt).toBeNull();
    expect(await openAlerts(made)).toMatchObject([{ event: 'job-failed', jobId: job.id, configId: null }]);
    await house.until(await house.run(made.configId));
    expect(await openAlerts(made)).toHaveLength(1);
    expect(await drill({ backupConfigId: made.configId })).toMatchObject({ state: 'done' });
    expect(await openAlerts(made)).toEqual([]);
  });

  it('names the files that damage in the repository took, and keeps prune from it', async () => {
    const made = await house.makeBackup();
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      writeFileSync(join(made.source, name), randomBytes(400_000));
    await backUp(made);
    const mend = flipBytes(segmentFiles(made.repositoryPath)[0] ?? '');
    const job = await drill({ backupConfigId: made.configId, scope: 'everything' });
    const path = expect.stringMatching(new RegExp(`^${inside(made, '[abcde]')}$`));
    expect(job).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'repository-damaged', paths: [path] },
    });
    expect(await lastProof()).toMatchObject({
      isProven: false,
      differences: { total: 1, items: [{ path, reason: expect.stringContaining('integrity') }] },
    });
    expect(await getRepository(core, made.repositoryId)).toMatchObject({
      damagedJobId: job.id,
      provenAt: null,
    });
    expect(await openAlerts(made)).toMatchObject([{ event: 'repository-damaged', jobId: job.id }]);
    mend();
    expect(await drill({ backupConfigId: made.configId, scope: 'everything' })).toMatchObject({
      state: 'done',
    });
    expect(await openAlerts(made)).toHaveLength(1); // a check clears it, and nothing less
  });

  it('refuses what it cannot begin with, by its field', async () => {
    const made = await house.makeBackup();
    await expect(start({ backupConfigId: made.configId })).rejects.toMatchObject({ kind: 'archive-missing' });
    await expect(start({ archiveId: 'none' })).rejects.toMatchObject({
      fieldErrors: { 'config.archiveId': [expect.any(String)] },
    });
    await expect(start({ backupConfigId: 'none' })).rejects.toMatchObject({
      fieldErrors: { 'config.backupConfigId': [expect.any(String)] },
    });
    await expect(start({})).rejects.toMatchObject({
      fieldErrors: { 'config.backupConfigId': expect.anything() },
    });
  });

  it('that is cancelled leaves nothing behind, and no proof', async () => {
    const made = await house.makeBackup();
    writeFileSync(join(made.source, 'big'), randomBytes(60_000_000));
    await backUp(made);
    const before = (await lastProof())?.number;
    const id = await start({ backupConfigId: made.configId, scope: 'everything' });
    await house.until(id, ({ state }) => state === 'restoring');
    expect(await listScratch(house.environment)).toEqual([id]);
    await cancelJob(core, id);
    expect(await house.until(id)).toMatchObject({ state: 'cancelled' });
    expect((await lastProof())?.number).toBe(before);
  });
});
