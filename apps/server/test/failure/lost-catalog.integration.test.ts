import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ArchiveCatalog,
  ArchiveHits,
  CatalogsBuilding,
  FileHistory,
} from '@borgcube/domain/catalog/catalog';
import { isFinal } from '@borgcube/domain/job/job-state';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: House;
let clientId: string;
let path: string;
let file: string;
const archives: string[] = [];
beforeAll(async () => {
  house = await startHouse();
  const source = join(house.folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'needle'), 'n');
  path = join(source, 'needle').slice(1);
  const repository = await house.makeRepository();
  const client = await house.makeClient();
  clientId = client.id;
  const config = await house.makeConfig({ clientId, repositoryId: repository.id, paths: [source] });
  for (const _ of [1, 2]) {
    archives.push(String((await house.backUp(config.id)).archiveId));
    await house.untilIdle();
  }
  file = join(house.server.dataDir, 'catalog', `${repository.id}.db`);
}, 120_000);
afterAll(() => house[Symbol.asyncDispose]());

const search = () => house.query<ArchiveHits>('archives.search', { text: 'needle', clientId });
const history = () => house.query<FileHistory>('archives.history', { clientId, path });
const stateOf = async (id: string) => (await house.query<ArchiveCatalog>('archives.catalog', { id })).state;

async function listAll(): Promise<void> {
  const { jobs } = await house.mutate<CatalogsBuilding>('archives.buildCatalogs', {});
  expect(jobs).toHaveLength(2);
  for (const id of jobs)
    expect(await house.untilJob(id, ({ state }) => isFinal(state))).toMatchObject({ state: 'done' });
}

const remove = () => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
};
const LOSSES = {
  'is deleted': remove,
  'is deleted without what was written ahead of it': () => rmSync(file),
  'gives way to something else': () => {
    remove();
    writeFileSync(file, 'no database'.repeat(1000));
  },
};

describe.each(Object.entries(LOSSES))('a catalog that %s under the running server', (_, lose) => {
  it('is none: what is not looked at is said, folders come from Borg, and all of it is listed again', async () => {
    expect(await search()).toMatchObject({ items: [{ path }], notListed: 0 });
    lose();
    expect(await search()).toMatchObject({ items: [], isComplete: false, notListed: 2 });
    expect(await history()).toEqual({ versions: [], notListed: 2 });
    for (const id of archives) expect(await stateOf(id)).toBe('missing');
    const level = await house.query('archives.entries', {
      id: archives[0],
      path: path.replace('/needle', ''),
      limit: 1,
    });
    expect(level).toMatchObject({ items: [{ path }] });
    await listAll();
    expect(await search()).toMatchObject({ items: [{ path }], isComplete: true, notListed: 0 });
    expect((await history()).versions).toMatchObject([{ archives: 2 }]);
  }, 60_000);
});
