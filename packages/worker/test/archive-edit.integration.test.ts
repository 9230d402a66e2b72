import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commentArchive } from '@borgcube/core/archive/comment-archive';
import { listArchives } from '@borgcube/core/archive/list-archives';
import { renameArchive } from '@borgcube/core/archive/rename-archive';
import { claimNextJob } from '@borgcube/core/job/claim-job';
import { getRepository } from '@borgcube/core/repository/list-repositories';
import { runOnRepository } from '@borgcube/core/repository/run-on-repository';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type MadeBackup, openWorkerHouse, PASSPHRASE, type WorkerHouse } from './worker-house.ts';

describeDatabases('what people change of an archive', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-edit-'));
  let house: WorkerHouse;

  beforeAll(async () => {
    house = openWorkerHouse({ db: (await open()).db, folder });
  });
  afterEach(async () => {
    await house.stopWorkers();
    expect(house.reports).toEqual([]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const names = ({ repositoryPath }: MadeBackup) =>
    plainBorg(folder, PASSPHRASE).archiveNames(repositoryPath);
  const rowsOf = async ({ repositoryId }: MadeBackup) =>
    (await listArchives(house.core, { repositoryId, limit: 50 })).items;
  const makeArchives = async (count: number) => {
    await house.startWorker();
    const made = await house.makeBackup();
    for (let n = 0; n < count; n += 1) await house.until(await house.run(made.configId));
    const rows = await rowsOf(made);
    const [newest, before] = rows;
    if (!newest) throw new Error('There is no archive.');
    return { made, newest, before };
  };
  const rename = async (id: string, name: string) => renameArchive(house.core, { id, name });

  it('keeps a comment beside the archive, and refuses one that was written onto another', async () => {
    const { newest, made } = await makeArchives(1);
    const { id, updatedAt } = newest;
    const said = await commentArchive(house.core, { id, comment: 'before the move', ifUpdatedAt: updatedAt });
    expect(said).toMatchObject({ id, comment: 'before the move', fingerprint: newest.fingerprint });
    await expect(
      commentArchive(house.core, { id, comment: 'x', ifUpdatedAt: updatedAt }),
    ).rejects.toMatchObject({ kind: 'changed-meanwhile' });
    const audit = await house.core.db.auditEntry.findMany({ where: { recordId: id } });
    expect(audit.map(({ what }) => what)).toContain(`Commented on archive ${newest.name}`);
    await house.until((await runOnRepository(house.core, 'sync', made.repositoryId)).id);
    expect(await rowsOf(made)).toEqual([said]);
  });

  it('gives an archive another name in its repository; our record of it stays', async () => {
    const { made, newest } = await makeArchives(1);
    const job = await house.until((await rename(newest.id, 'before the move')).id);
    expect(job).toMatchObject({ state: 'done', failureCause: null, clientId: made.clientId });
    expect(job.progress?.message).toBe(`${newest.name} is called before the move now.`);
    expect(names(made)).toEqual(['before the move']);
    const [renamed] = await rowsOf(made);
    expect(renamed).toEqual({
      ...newest,
      name: 'before the move',
      fingerprint: expect.not.stringContaining(newest.fingerprint),
    });
    const sync = await house.until((await runOnRepository(house.core, 'sync', made.repositoryId)).id);
    expect(sync).toMatchObject({ state: 'done', progress: { message: '1 archive, nothing new.' } });
    expect(await house.until((await rename(newest.id, newest.name)).id)).toMatchObject({ state: 'done' });
    expect(names(made)).toEqual([newest.name]);
  });

  it('refuses a name that is taken or belongs to a backup, and leaves what is no longer as it was', async () => {
    const { made, newest, before } = await makeArchives(2);
    const taken = { kind: 'name-taken', fieldErrors: { name: [expect.any(String)] } };
    await expect(rename(newest.id, before?.name ?? '')).rejects.toMatchObject({ kind: 'invalid-fields' });
    await house.until((await rename(newest.id, 'mine')).id);
    await expect(rename(before?.id ?? '', 'mine')).rejects.toMatchObject(taken);
    const [{ id: nextJob } = { id: 0 }] = await house.core.db.job.findMany({
      orderBy: { id: 'desc' },
      take: 1,
    });
    const expected = `${newest.name.replace(/\d+$/, '')}${String(nextJob + 1).padStart(5, '0')}`;
    await expect(rename(newest.id, expected)).rejects.toMatchObject({
      fieldErrors: { name: [expect.stringContaining(`job number ${nextJob + 1}`)] },
    });

    await house.stopWorkers();
    const borg = plainBorg(folder, PASSPHRASE);
    const [late, taking] = [await rename(newest.id, 'late'), await rename(before?.id ?? '', 'stranger')];
    borg.run(['recreate', '--comment', 'changed', `${made.repositoryPath}::mine`]);
    borg.run(['create', `${made.repositoryPath}::stranger`, made.source]);
    await house.startWorker();
    expect(await house.until(late.id)).toMatchObject({ failureCause: { kind: 'archive-missing' } });
    expect(await house.until(taking.id)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'command-failed', message: expect.stringContaining('already exists') },
    });
    expect(names(made).sort()).toEqual([before?.name, 'mine', 'stranger'].sort());
    expect((await getRepository(house.core, made.repositoryId)).tamperedAt).toBeNull();
  });

  it('sees a renaming through whose server was killed behind Borg, and takes no archive for lost', async () => {
    const { made, newest } = await makeArchives(1);
    await house.stopWorkers();
    const { id: jobId } = await rename(newest.id, 'kept');
    await claimNextJob(house.core, { workerId: 'worker-1', incarnation: 'earlier' });
    await house.core.db.job.update({ where: { id: jobId }, data: { state: 'renaming' } });
    plainBorg(folder, PASSPHRASE).run(['rename', `${made.repositoryPath}::${newest.name}`, 'kept']);
    await house.startWorker();
    expect(await house.until(jobId)).toMatchObject({
      state: 'done',
      borgWarning: ['finished while the server was away'],
    });
    expect(await rowsOf(made)).toMatchObject([{ id: newest.id, name: 'kept', vanishedAt: null }]);
    expect((await getRepository(house.core, made.repositoryId)).tamperedAt).toBeNull();
  });
});
