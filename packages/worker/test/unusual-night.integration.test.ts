import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAlertsPlugin } from '@borgcube/core/alert/alerts-plugin';
import { listAlerts } from '@borgcube/core/alert/list-alerts';
import { acceptSuspect } from '@borgcube/core/archive/accept-suspect';
import { getArchive } from '@borgcube/core/archive/list-archives';
import { readChanges } from '@borgcube/core/archive/read-changes';
import { makeCatalogPlugin } from '@borgcube/core/catalog/catalog-plugin';
import { readCatalogState } from '@borgcube/core/catalog/read-catalog-state';
import { buildCatalog } from '@borgcube/core/catalog/request-catalog';
import { getClient } from '@borgcube/core/client/list-clients';
import type { CoreContext } from '@borgcube/core/core-context';
import { loadGroups } from '@borgcube/core/prune/load-groups';
import { readDashboard } from '@borgcube/core/system/read-dashboard';
import { whyHeld } from '@borgcube/domain/prune/why-held';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MadeBackup, openWorkerHouse, type WorkerHouse } from './worker-house.ts';

const FILES = 60;

describeDatabases('a night that is not like the others', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-unusual-'));
  let house: WorkerHouse;
  let core: CoreContext;
  let made: MadeBackup;

  beforeAll(async () => {
    const plugins = [makeCatalogPlugin(() => core), makeAlertsPlugin(() => core)];
    house = openWorkerHouse({ db: (await database()).db, folder, plugins });
    core = house.core;
    await house.startWorker();
    made = await house.makeBackup();
    mkdirSync(join(made.source, 'letters'));
    for (let n = 0; n < FILES; n += 1) write(`letters/${n}.odt`);
  });
  afterAll(async () => {
    await house.stopWorkers();
    expect(house.hookFailures).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (path: string) => writeFileSync(join(made.source, path), randomBytes(500));

  /** Answers the archive once it was taken into the catalog. */
  async function backUp() {
    const { archiveId } = await house.until(await house.run(made.configId));
    const { jobId } = await readCatalogState(core, archiveId ?? '');
    const job = await house.until(jobId ?? 0);
    expect(job).toMatchObject({ kind: 'catalog', state: 'done' });
    return { archive: await getArchive(core, archiveId ?? ''), job };
  }
  const openAlerts = async () => (await listAlerts(core, { open: true, limit: 10 })).items;
  const held = async () => {
    const [group] = await core.db.$transaction((tx) =>
      loadGroups(tx, { repositoryId: made.repositoryId, clientPattern: '.*' }),
    );
    return group ? whyHeld(group, Date.now()) : null;
  };

  it('is told of, beside what is usual, and stops prune until a person accepts it', async () => {
    expect((await backUp()).archive).toMatchObject({ newFiles: null, changedFiles: null });
    for (let night = 1; night <= 6; night += 1) {
      write(`letters/${night}.odt`);
      if (night > 1) write(`letters/night ${night}.odt`);
      const { archive, job } = await backUp();
      expect(archive).toMatchObject({
        suspect: null,
        newFiles: night > 1 ? 1 : 0,
        changedFiles: 1,
        deletedFiles: 0,
      });
      expect(job.borgWarning).toBeNull();
    }
    expect([await openAlerts(), await held()]).toEqual([[], null]);
    const good = await getClient(core, made.clientId);

    for (const name of readdirSync(join(made.source, 'letters'))) write(`letters/${name}`);
    const { archive, job } = await backUp();
    const files = FILES + 5;
    const suspect = `unusual: ${files} changed files, usually 1`;
    expect(archive).toMatchObject({ suspect, newFiles: 0, changedFiles: files, deletedFiles: 0 });
    expect(job.borgWarning).toEqual([`${archive.name} is suspect: ${suspect}`]);
    expect(await readChanges(core, archive.id)).toMatchObject({
      earlier: 6,
      finding: suspect,
      figures: {
        changedFiles: { value: files, usual: 1, isBeyond: true },
        newFiles: { value: 0, usual: 1, isBeyond: false },
        addedBytes: { isBeyond: false },
      },
    });
    expect(await openAlerts()).toMatchObject([
      { event: 'archive-suspect', evidence: `${archive.name}: ${suspect}` },
    ]);
    expect(await held()).toContain(suspect);
    expect(await getClient(core, made.clientId)).toMatchObject({
      newestGoodArchiveAt: good.newestGoodArchiveAt,
    });

    const after = await backUp();
    expect(after.archive).toMatchObject({ suspect: null, changedFiles: 0 });
    expect(await openAlerts()).toHaveLength(1);
    const { incidents } = await readDashboard(core, 'UTC');
    expect(incidents.items).toMatchObject([{ event: 'archive-suspect', archiveId: archive.id }]);
    expect(await held()).toContain(suspect);

    await acceptSuspect(core, archive.id);
    await house.until((await buildCatalog(core, archive.id)).id);
    expect(await getArchive(core, archive.id)).toMatchObject({ suspect: null, changedFiles: files });
    expect(await held()).toBeNull();
    expect(await readChanges(core, archive.id)).toMatchObject({ finding: suspect });
  });

  it('is held against the night before also when that one comes into the catalog later', async () => {
    const { archive: first } = await backUp();
    const { archive: second } = await backUp();
    await core.db.archive.update({ where: { id: second.id }, data: { newFiles: null, changedFiles: null } });
    await core.catalog.ask(made.repositoryId, 'forget', { archiveIds: [first.id] });
    await house.until((await buildCatalog(core, second.id)).id);
    expect(await getArchive(core, second.id)).toMatchObject({ changedFiles: null });
    await house.until((await buildCatalog(core, first.id)).id);
    expect(await getArchive(core, second.id)).toMatchObject({ newFiles: 0, changedFiles: 0 });
  });
});
