import { ArchiveListing } from '@borgcube/catalog/archive-listing';
import { openCatalog } from '@borgcube/catalog/open-catalog';
import { openDatabase } from '@borgcube/db/open-database';
import { nameKey } from '@borgcube/domain/archive/name-key';
import type { CatalogEntry } from '@borgcube/domain/catalog/catalog-questions';
import { fileEntry } from '@borgcube/testing/catalog/catalog-entry';
import type { CatalogBenchHouse } from './catalog-bench-house.ts';
import { syntheticEntries } from './catalog-paths.ts';

export const LARGE_FOLDERS = 10_000;
export const NIGHTS = 365;
export const HISTORY_PATH = 'srv/changing';

const FILES_OF_NIGHTS = 2000;
const FIRST_NIGHT = Date.UTC(2026, 0, 1, 2, 30);
const DAY_MS = 86_400_000;
const BATCH = 100;

export interface FedCatalogs {
  readonly largeArchiveId: string;
  readonly largeRepositoryId: string;
  /** Whose archives the nights are. */
  readonly clientId: string;
}

/** Records of archives that no Borg ever made, and their listings, written as the server writes them. */
export async function feedCatalogs(bench: CatalogBenchHouse, folders = LARGE_FOLDERS): Promise<FedCatalogs> {
  const { house } = bench;
  const large = { repository: await house.makeRepository(), client: await house.makeClient() };
  const nights = { repository: await house.makeRepository(), client: await house.makeClient() };
  const largeArchive = recordOf(large.repository.id, large.client.id, 0);
  const nightArchives = Array.from({ length: NIGHTS }, (_, night) =>
    recordOf(nights.repository.id, nights.client.id, night),
  );
  await bench.whileStopped(async () => {
    const db = openDatabase(`file:${bench.dataDir}/borgcube.db`);
    const records = [largeArchive, ...nightArchives];
    for (let from = 0; from < records.length; from += BATCH)
      await db.archive.createMany({ data: records.slice(from, from + BATCH) });
    await db.$disconnect();
    feed(bench.catalogFile(large.repository.id), [largeArchive], function* () {
      yield* syntheticEntries(folders);
      yield entryOf('var/needle in the haystack', 1);
    });
    feed(bench.catalogFile(nights.repository.id), nightArchives, function* (night) {
      yield entryOf(HISTORY_PATH, night);
      for (let file = 0; file < FILES_OF_NIGHTS; file += 1) yield entryOf(`srv/file ${file}`, 1);
    });
  });
  return {
    largeArchiveId: largeArchive.id,
    largeRepositoryId: large.repository.id,
    clientId: nights.client.id,
  };
}

function recordOf(repositoryId: string, clientId: string, night: number) {
  const id = `${clientId}-${night}`;
  const timestamp = new Date(FIRST_NIGHT + night * DAY_MS);
  return {
    id,
    fingerprint: id,
    name: id,
    nameKey: nameKey(id),
    repositoryId,
    clientId,
    timestamp,
    cataloguedAt: timestamp,
  };
}

function feed(
  path: string,
  archives: ReadonlyArray<ReturnType<typeof recordOf>>,
  entriesOf: (night: number) => Iterable<CatalogEntry>,
): void {
  const file = openCatalog(path);
  for (const [night, { id, clientId, timestamp }] of archives.entries()) {
    const listing = new ArchiveListing(file, {
      id,
      client: clientId,
      config: '',
      timestamp: timestamp.getTime(),
    });
    for (const entry of entriesOf(night)) listing.add(entry);
    listing.finish();
  }
  file.close();
}

const entryOf = (path: string, size: number) => fileEntry(path, { size, mtime: 1.7e15 + size });
