import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteArchives } from '@borgcube/core/archive/delete-archives';
import { importArchives } from '@borgcube/core/archive/import-archives';
import { listArchives } from '@borgcube/core/archive/list-archives';
import { pinArchives } from '@borgcube/core/archive/pin-archives';
import { previewDeletion } from '@borgcube/core/archive/preview-deletion';
import { deleteBackupConfig } from '@borgcube/core/backup-config/delete-backup-config';
import { runCheckConfig } from '@borgcube/core/check-config/run-check-config';
import { createCheckConfig } from '@borgcube/core/check-config/save-check-config';
import { getClient } from '@borgcube/core/client/list-clients';
import { makePluginStore } from '@borgcube/core/plugin/plugin-store';
import { acceptTampering } from '@borgcube/core/repository/accept-tampering';
import { createRepository } from '@borgcube/core/repository/create-repository';
import { deleteRepository } from '@borgcube/core/repository/delete-repository';
import { getRepository } from '@borgcube/core/repository/list-repositories';
import { runOnRepository } from '@borgcube/core/repository/run-on-repository';
import { CheckConfigCreate } from '@borgcube/domain/check-config/check-config';
import { RepositoryCreate } from '@borgcube/domain/repository/repository';
import type { JobContext } from '@borgcube/plugin-kit/define-job-kind';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { flipBytes, segmentFiles, segmentNumber } from '@borgcube/testing/damage/damage-repository';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runCheck } from '../src/executors/check-executor.ts';
import { type MadeBackup, openWorkerHouse, PASSPHRASE, type WorkerHouse } from './worker-house.ts';

describeDatabases('a job on a repository', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-worker-'));
  const deleted: string[] = [];
  let house: WorkerHouse;

  beforeAll(async () => {
    const teller = definePlugin({
      name: 'teller',
      hooks: { archivePreDelete: ({ archive }) => void deleted.push(archive.name) },
    });
    house = openWorkerHouse({ db: (await open()).db, folder, plugins: [teller] });
    await house.startWorker();
  });
  afterAll(async () => {
    await house.stopWorkers();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => expect(house.reports).toEqual([]));

  const borg = plainBorg(folder, PASSPHRASE);
  const backUp = async (made: MadeBackup) => {
    writeFileSync(join(made.source, 'data'), randomBytes(300_000));
    return house.until(await house.run(made.configId));
  };
  const makeArchives = async (count: number) => {
    const made = await house.makeBackup();
    for (let n = 0; n < count; n += 1) await backUp(made);
    return made;
  };
  const rowsOf = async ({ repositoryId }: MadeBackup) =>
    (await listArchives(house.core, { repositoryId, limit: 50 })).items;
  const names = ({ repositoryPath }: MadeBackup) => borg.archiveNames(repositoryPath);
  const check = async ({ repositoryId }: MadeBackup, scope: Partial<CheckConfigCreate> = {}) => {
    const label = randomBytes(4).toString('hex');
    const input = CheckConfigCreate.parse({ repositoryId, label, ...scope });
    return house.until(
      (await runCheckConfig(house.core, (await createCheckConfig(house.core, input)).id)).id,
    );
  };
  const run = async (kind: 'compact' | 'sync', { repositoryId }: MadeBackup) =>
    house.until((await runOnRepository(house.core, kind, repositoryId)).id);
  const statesOf = (job: Awaited<ReturnType<typeof check>>) => job.transitions.map(({ state }) => state);
  const repositoryOf = ({ repositoryId }: MadeBackup) => getRepository(house.core, repositoryId);

  it('checks what is asked for, enters no other phase, and says which archives it found sound', async () => {
    const made = await makeArchives(2);
    const all = await check(made, { verifyData: true });
    expect(all).toMatchObject({ state: 'done', failureCause: null });
    expect(all.progress?.message).toBe('Checked the repository, all data and 2 archives: nothing wrong.');
    expect(statesOf(all)).toEqual(['repository_check', 'verify_data', 'archives_check', 'done']);
    expect((await rowsOf(made)).every(({ checkedAt }) => checkedAt !== null)).toBe(true);
    expect(await repositoryOf(made)).toMatchObject({ lastCheck: expect.any(String), damagedJobId: null });

    const repositoryAlone = await check(made, { checkArchives: false, maxDuration: 60_000 });
    expect(statesOf(repositoryAlone)).toEqual(['repository_check', 'done']);
    await backUp(made);
    const fresh = await check(made, { checkRepository: false, checkOnlyNewArchives: true });
    expect(statesOf(fresh)).toEqual(['archives_check', 'done']);
    expect(fresh.progress?.message).toBe('Checked 1 archive: nothing wrong.');
    const none = await check(made, { checkRepository: false, checkOnlyNewArchives: true });
    expect(none.progress?.message).toBe('Checked 0 archives: nothing wrong.');
  });

  it('fails a check that finds damage, names it, and clears it by nothing less than the same check', async () => {
    const made = await makeArchives(1);
    const [segment = ''] = segmentFiles(made.repositoryPath);
    const mend = flipBytes(segment);
    const red = await check(made, { verifyData: true });
    expect(red).toMatchObject({ state: 'failed', failureCause: { kind: 'repository-damaged' } });
    expect(red.failureCause?.segments).toContain(segmentNumber(segment));
    expect(red.failureCause?.chunks).toContainEqual(expect.stringMatching(/^[0-9a-f]{64}$/));
    expect(await repositoryOf(made)).toMatchObject({ damagedJobId: red.id });
    expect((await rowsOf(made)).every(({ checkedAt }) => checkedAt === null)).toBe(true);

    mend();
    expect(await check(made)).toMatchObject({ state: 'done' });
    expect(await repositoryOf(made)).toMatchObject({ damagedJobId: red.id });
    expect(await check(made, { verifyData: true })).toMatchObject({ state: 'done' });
    expect(await repositoryOf(made)).toMatchObject({ damagedJobId: null });
  });

  it('keeps the damage that it found on record when the rest of it is cancelled', async () => {
    const made = await house.makeBackup();
    const { repositoryId } = made;
    const config = { ...CheckConfigCreate.parse({ repositoryId, label: 'all' }), maxDuration: null };
    const stop = new AbortController();
    const context: JobContext = {
      enter: async (state) => void (state === 'archives_check' && stop.abort('cancelled')),
      log: () => {},
      progress: () => {},
      recordProcess: async () => async () => {},
      signal: stop.signal,
      fence: 1,
      store: makePluginStore(definePlugin({ name: 'none' }), house.core.db),
    };
    const job = await backUp(made);
    flipBytes(segmentFiles(made.repositoryPath)[0] ?? '');
    const { environment, core } = house;
    const outcome = await runCheck({ environment, core: () => core }, { job, config }, context);
    expect(outcome).toMatchObject({ state: 'failed', cause: { kind: 'repository-damaged' } });
    expect(outcome.settle).toBeDefined();
  });

  it('learns which repository it works on at its first job, and works on none that has a record already', async () => {
    const made = await makeArchives(1);
    const known = await repositoryOf(made);
    const record = (name: string) =>
      createRepository(
        house.core,
        RepositoryCreate.parse({ name, url: made.repositoryPath, passphrase: PASSPHRASE }),
      );
    const second = await record(`second of ${known.name}`);
    const refused = await run('sync', { ...made, repositoryId: second.id });
    expect(refused).toMatchObject({
      state: 'failed',
      failureCause: {
        kind: 'repository-id-mismatch',
        message: expect.stringContaining(`is recorded as ${known.name} already`),
      },
    });
    expect(await rowsOf({ ...made, repositoryId: second.id })).toEqual([]);

    const empty = await house.makeBackup();
    await deleteBackupConfig(house.core, empty.configId);
    await deleteRepository(house.core, empty.repositoryId);
    const url = empty.repositoryPath;
    const fresh = await createRepository(
      house.core,
      RepositoryCreate.parse({ name: 'never connected', url, passphrase: PASSPHRASE }),
    );
    expect(await run('sync', { ...empty, repositoryId: fresh.id })).toMatchObject({ state: 'done' });
    expect(await getRepository(house.core, fresh.id)).toMatchObject({
      borgId: expect.stringMatching(/^[0-9a-f]{64}$/),
      encryption: 'repokey-blake2',
      hasKey: true,
    });
  });

  it('deletes exactly its plan, and compacts what that left', async () => {
    const made = await makeArchives(3);
    const [newest, middle, oldest] = await rowsOf(made);
    const ids = [middle?.id ?? '', oldest?.id ?? ''];
    const all = { ids: [newest?.id ?? '', ...ids] };
    expect((await previewDeletion(house.core, all)).clients).toMatchObject([{ newestGoodAfter: null }]);
    await pinArchives(house.core, { ids: [middle?.id ?? ''], pinned: true });
    expect(await previewDeletion(house.core, all)).toMatchObject({
      problem: null,
      archives: [{ problem: null }, { name: middle?.name, problem: expect.any(String) }, { problem: null }],
      clients: [{ archives: 2, newestGoodAfter: middle?.timestamp }],
      storedBytes: (newest?.deduplicatedSize ?? 0) + (oldest?.deduplicatedSize ?? 0),
    });
    await pinArchives(house.core, { ids: [middle?.id ?? ''], pinned: false });
    const job = await house.until((await deleteArchives(house.core, { ids })).id);
    expect(job).toMatchObject({ state: 'done', progress: { message: '2 archives deleted.' } });
    expect(statesOf(job)).toEqual(['comparing', 'deleting', 'confirming', 'done']);
    expect(names(made)).toEqual([newest?.name]);
    expect((await rowsOf(made)).map(({ id }) => id)).toEqual([newest?.id]);
    expect(deleted).toEqual(expect.arrayContaining([middle?.name, oldest?.name]));
    expect(await getClient(house.core, made.clientId)).toMatchObject({
      newestGoodArchiveAt: newest?.timestamp,
    });

    const compaction = await run('compact', made);
    expect(compaction).toMatchObject({ state: 'done' });
    expect(compaction.progress?.message).toMatch(/^Compaction freed about \d+(\.\d+)?\u202fKiB\.$/);
    expect(statesOf(compaction)).toEqual(['comparing', 'compact', 'done']);
    expect((await repositoryOf(made)).lastCompact).not.toBeNull();
  });

  it('deletes nothing when one of its plan is not what it was', async () => {
    const made = await makeArchives(2);
    const rows = await rowsOf(made);
    const { id: jobId } = await deleteAfter(
      rows.map(({ id }) => id),
      () => {
        borg.run(['recreate', '--comment', 'changed', `${made.repositoryPath}::${rows[1]?.name}`]);
      },
    );
    expect(await house.until(jobId)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'archive-missing', archives: [rows[1]?.name] },
    });
    expect(names(made)).toHaveLength(2);
    expect((await rowsOf(made)).map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
  });

  it('tells what someone else deleted, does not compact, and goes on once a person has decided', async () => {
    const made = await makeArchives(3);
    const rows = await rowsOf(made);
    const [, lost] = rows;
    borg.run(['delete', `${made.repositoryPath}::${lost?.name}`]);
    const before = segmentFiles(made.repositoryPath).sort();
    const tampered = {
      state: 'failed',
      failureCause: { kind: 'repository-tampered', archives: [lost?.name] },
    };
    expect(await run('compact', made)).toMatchObject(tampered);
    expect(segmentFiles(made.repositoryPath).sort()).toEqual(before);
    expect((await repositoryOf(made)).tamperedAt).not.toBeNull();
    expect(await run('sync', made)).toMatchObject(tampered);
    await expect(deleteArchives(house.core, { ids: [rows[2]?.id ?? ''] })).rejects.toMatchObject({
      kind: 'repository-tampered',
    });
    expect(await backUp(made)).toMatchObject({ state: 'done' });

    expect((await acceptTampering(house.core, made.repositoryId)).tamperedAt).toBeNull();
    expect((await rowsOf(made)).map(({ name }) => name)).not.toContain(lost?.name);
    expect(deleted).toContain(lost?.name);
    expect(await run('compact', made)).toMatchObject({ state: 'done' });
    expect(await run('sync', made)).toMatchObject({ state: 'done' });
  });

  it('lets a repository that was rolled back by hand work again, and names what was lost by that', async () => {
    const made = await makeArchives(2);
    const copy = `${made.repositoryPath} copy`;
    cpSync(made.repositoryPath, copy, { recursive: true });
    borg.run(['delete', `${made.repositoryPath}::${names(made)[0]}`]);
    expect(await run('sync', made)).toMatchObject({ state: 'failed', failureCause: { count: 1 } });
    await backUp(made);
    const [made3] = await rowsOf(made);
    rmSync(made.repositoryPath, { recursive: true });
    cpSync(copy, made.repositoryPath, { recursive: true });

    // Borg itself refuses what is older than it remembers.
    expect(await backUp(made)).toMatchObject({ failureCause: { kind: 'repository-tampered' } });
    const lost = { kind: 'repository-tampered', archives: [made3?.name] };
    expect(await run('sync', made)).toMatchObject({ state: 'failed', failureCause: lost });
    await acceptTampering(house.core, made.repositoryId);
    expect((await rowsOf(made)).map(({ vanishedAt }) => vanishedAt)).toEqual([null, null]);
    expect(await backUp(made)).toMatchObject({ state: 'done' });
    expect(await run('sync', made)).toMatchObject({ state: 'done' });
    borg.run(['check', '--verify-data', made.repositoryPath]);
  });

  it('imports archives of any Borg for a client, one or by pattern, and twice is as once', async () => {
    const made = await house.makeBackup();
    for (const name of ['old-1', 'old-2', 'other-1']) {
      borg.run(['create', `${made.repositoryPath}::${name}`, made.source]);
    }
    const { clientId, repositoryId } = made;
    const bring = async (archive: string, regex: boolean) =>
      house.until((await importArchives(house.core, { clientId, repositoryId, archive, regex })).id);
    expect(await bring('old-2', false)).toMatchObject({ state: 'done' });
    expect((await rowsOf(made)).map(({ name, nfiles }) => [name, nfiles])).toEqual([['old-2', 1]]);
    for (const _ of ['once', 'twice']) expect(await bring('OLD-.*', true)).toMatchObject({ state: 'done' });
    const rows = await rowsOf(made);
    // Borg tells when an archive began to the second, so two may be of one age.
    expect(rows.map(({ name }) => name).sort()).toEqual(['old-1', 'old-2']);
    expect(rows.every((row) => row.clientId === clientId && row.originalSize !== null)).toBe(true);
    expect(await getClient(house.core, clientId)).toMatchObject({ newestGoodArchiveAt: rows[0]?.timestamp });
    expect(await bring('old', true)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'archive-missing' },
    });
    await expect(bring('(', true)).rejects.toMatchObject({ fieldErrors: { archive: [expect.any(String)] } });

    const sync = await run('sync', made);
    expect(sync).toMatchObject({ state: 'done', progress: { message: '3 archives, 1 new.' } });
    expect((await repositoryOf(made)).lastSync).not.toBeNull();
  });

  /** The job waits behind the worker's stop, so that something can happen between plan and execution. */
  async function deleteAfter(ids: readonly string[], act: () => void) {
    await house.stopWorkers();
    const job = await deleteArchives(house.core, { ids: [...ids] });
    act();
    await house.startWorker();
    return job;
  }
});
