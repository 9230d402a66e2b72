import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getArchive, listArchives } from '@borgcube/core/archive/list-archives';
import { listEntries } from '@borgcube/core/archive/list-entries';
import { makeCatalogPlugin } from '@borgcube/core/catalog/catalog-plugin';
import { compareArchives } from '@borgcube/core/catalog/compare-archives';
import { readCatalogState } from '@borgcube/core/catalog/read-catalog-state';
import { readFileHistory } from '@borgcube/core/catalog/read-file-history';
import { buildCatalog, buildCatalogs } from '@borgcube/core/catalog/request-catalog';
import { searchArchives } from '@borgcube/core/catalog/search-archives';
import { getClient } from '@borgcube/core/client/list-clients';
import type { CoreContext } from '@borgcube/core/core-context';
import { deleteRepository } from '@borgcube/core/repository/delete-repository';
import { runOnRepository } from '@borgcube/core/repository/run-on-repository';
import { ArchiveEntriesInput, ArchiveList } from '@borgcube/domain/archive/archive';
import { ArchiveDiffInput, ArchiveSearch } from '@borgcube/domain/catalog/catalog';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type MadeBackup, openWorkerHouse, PASSPHRASE, type WorkerHouse } from './worker-house.ts';

describeDatabases('the catalog of archives', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-catalog-'));
  let house: WorkerHouse;
  let core: CoreContext;

  beforeAll(async () => {
    house = openWorkerHouse({ db: (await database()).db, folder, plugins: [makeCatalogPlugin(() => core)] });
    core = house.core;
  });
  afterEach(() => house.stopWorkers());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Answers the archive of the backup once it can be browsed. */
  async function backUp({ configId }: MadeBackup): Promise<string> {
    const { archiveId } = await house.until(await house.run(configId));
    const { jobId } = await readCatalogState(core, archiveId ?? '');
    const job = await house.until(jobId ?? 0);
    expect(job).toMatchObject({ kind: 'catalog', state: 'done', failureCause: null });
    return archiveId ?? '';
  }

  const entries = (id: string, path: string) => listEntries(core, ArchiveEntriesInput.parse({ id, path }));
  const search = (input: Record<string, unknown>) => searchArchives(core, ArchiveSearch.parse(input));

  it('never lists another archive that was made under the name of the one on record', async () => {
    await house.startWorker();
    const made = await house.makeBackup();
    const archiveId = await backUp(made);
    const person = plainBorg(folder, PASSPHRASE);
    const [name = ''] = person.archiveNames(made.repositoryPath);
    person.run(['delete', `${made.repositoryPath}::${name}`]);
    person.run(['create', `${made.repositoryPath}::${name}`, made.source]);
    const job = await house.until((await buildCatalog(core, archiveId)).id);
    expect(job).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'archive-missing', archives: [name] },
    });
  });

  it('lists each backup by itself, and then answers without Borg', async () => {
    await house.startWorker();
    const made = await house.makeBackup();
    mkdirSync(join(made.source, 'sub'));
    writeFileSync(join(made.source, 'sub', 'Big.iso'), Buffer.alloc(5000, 1));
    const first = await backUp(made);
    writeFileSync(join(made.source, 'hello.txt'), 'hello again, and longer');
    const second = await backUp(made);
    expect(await readCatalogState(core, second)).toMatchObject({ state: 'ready', previous: { id: first } });

    // From here on nobody could ask Borg.
    rmSync(made.repositoryPath, { recursive: true });
    const path = made.source.slice(1);
    expect(await entries(second, path)).toMatchObject({
      items: [
        { name: 'sub', type: 'directory', size: 5000, files: 1, isChanged: false },
        { name: 'hello.txt', size: 23, isChanged: true, sizeBefore: 17 },
      ],
    });
    const hits = await search({ text: 'big.ISO', clientId: made.clientId });
    expect(hits).toMatchObject({
      isComplete: true,
      looked: 1,
      items: [{ path: `${path}/sub/Big.iso`, archiveId: second }],
    });
    const history = await readFileHistory(core, { clientId: made.clientId, path: `${path}/hello.txt` });
    expect(
      history.versions.map(({ firstArchiveId, lastArchiveId }) => [firstArchiveId, lastArchiveId]),
    ).toEqual([
      [second, second],
      [first, first],
    ]);
    expect(await compareArchives(core, ArchiveDiffInput.parse({ id: first, otherId: second }))).toMatchObject(
      {
        items: [{ path: `${path}/hello.txt`, change: 'modified', sizeAfter: 23 }],
        totals: { added: { count: 0 }, modified: { count: 1, sizeBefore: 17, sizeAfter: 23 } },
      },
    );
  });

  it('finds a name with a backslash as a person types it', async () => {
    await house.startWorker();
    const made = await house.makeBackup();
    writeFileSync(join(made.source, 'dev-disk-by\\x2dlabel.swap'), '');
    await backUp(made);
    for (const text of ['by\\x2dlabel', 'by\\\\x2dlabel'])
      expect((await search({ text, clientId: made.clientId })).items).toMatchObject([{ type: 'file' }]);
  });

  it('lists what was never listed, all at once, and finds archives by host and by day', async () => {
    await house.startWorker();
    const made = await house.makeBackup();
    const archiveId = await backUp(made);
    const { clientId, repositoryId } = made;
    await core.catalog.ask(repositoryId, 'forget', { archiveIds: [archiveId] });
    await core.db.archive.update({
      where: { id: archiveId },
      data: { cataloguedAt: null, nameKey: 'renamed' },
    });
    expect(await search({ text: 'hello', clientId })).toMatchObject({ isComplete: false, notListed: 1 });
    const { jobs, left } = await buildCatalogs(core, { clientId });
    expect([jobs.length, left]).toEqual([1, 0]);
    await house.until(jobs[0] ?? 0);
    expect(await search({ text: 'hello', clientId })).toMatchObject({ isComplete: true, notListed: 0 });
    expect(await buildCatalogs(core, { clientId })).toEqual({ jobs: [], left: 0 });

    const { hostname } = await getClient(core, clientId);
    const { timestamp } = await getArchive(core, archiveId);
    const found = async (input: Record<string, unknown>) =>
      (await listArchives(core, ArchiveList.parse({ repositoryId, ...input }))).items.map(({ id }) => id);
    expect(await found({ text: hostname.toUpperCase() })).toEqual([archiveId]);
    expect(await found({ text: 'no such name' })).toEqual([]);
    expect(await found({ takenFrom: timestamp })).toEqual([archiveId]);
    expect(await found({ takenBefore: timestamp })).toEqual([]);
  });

  it('lists archives of one repository one after the other, and takes no place of a backup for those that wait', async () => {
    const made = await house.makeBackup();
    const borg = plainBorg(folder, PASSPHRASE);
    for (const name of ['one', 'two', 'three', 'four', 'five'])
      borg.run(['create', `${made.repositoryPath}::${name}`, made.source]);
    await house.startWorker();
    await house.until((await runOnRepository(core, 'sync', made.repositoryId)).id);
    const { jobs } = await buildCatalogs(core, { repositoryId: made.repositoryId });
    const other = await house.makeBackup();
    expect(await house.until(await house.run(other.configId))).toMatchObject({ state: 'done' });
    const rows = await Promise.all(jobs.map((id) => house.until(id)));
    // These catalogs take in one listing of a repository at a time and fail a second one.
    expect(rows.map(({ state }) => state)).toEqual(jobs.map(() => 'done'));
    expect(jobs).toHaveLength(5);
  });

  it('goes on as it began in a folder whose archive comes into the catalog, or leaves it, meanwhile', async () => {
    await house.startWorker();
    const made = await house.makeBackup();
    for (const name of ['a', 'b', 'c']) writeFileSync(join(made.source, name), name);
    const id = await backUp(made);
    const { repositoryId } = made;
    const page = (cursor: string | null) =>
      listEntries(
        core,
        ArchiveEntriesInput.parse({ id, path: made.source.slice(1), limit: 2, ...(cursor && { cursor }) }),
      );
    const names = ({ items }: Awaited<ReturnType<typeof page>>) => items.map(({ name }) => name);
    const catalogued = await page(null);
    await core.catalog.ask(repositoryId, 'forget', { archiveIds: [id] });
    await expect(page(catalogued.nextCursor)).rejects.toMatchObject({
      fieldErrors: { cursor: [expect.stringContaining('Begin again')] },
    });
    const live = await page(null);
    await house.until((await buildCatalog(core, id)).id);
    expect([names(live), names(await page(live.nextCursor))]).toEqual([
      ['a', 'b'],
      ['c', 'hello.txt'],
    ]);
  });

  it('says what is not listed, why it could not be, and lists it when asked', async () => {
    await house.startWorker();
    const made = await house.makeBackup();
    const archiveId = await backUp(made);
    await core.catalog.ask(made.repositoryId, 'forget', { archiveIds: [archiveId] });
    expect(await readCatalogState(core, archiveId)).toMatchObject({ state: 'missing' });
    const asked = await buildCatalog(core, archiveId);
    expect(await buildCatalog(core, archiveId)).toMatchObject({ id: asked.id, alreadyQueued: true });
    await house.until(asked.id);
    expect(await readCatalogState(core, archiveId)).toMatchObject({ state: 'ready', jobId: asked.id });
    await core.catalog.ask(made.repositoryId, 'forget', { archiveIds: [archiveId] });
    rmSync(made.repositoryPath, { recursive: true });
    const failing = await buildCatalog(core, archiveId);
    expect(await house.until(failing.id)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'repository-does-not-exist' },
    });
    expect(await readCatalogState(core, archiveId)).toMatchObject({ state: 'failed', jobId: failing.id });
    await expect(deleteRepository(core, made.repositoryId)).rejects.toMatchObject({ kind: 'in-use' });
  });
});
