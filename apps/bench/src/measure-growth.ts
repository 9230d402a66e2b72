import { join } from 'node:path';
import { ArchiveListing } from '@borgcube/catalog/archive-listing';
import { type CatalogFile, openCatalog } from '@borgcube/catalog/open-catalog';
import type { CatalogBenchHouse } from './catalog-bench-house.ts';
import { FILES_IN_FOLDER, makeDice, syntheticEntries } from './catalog-paths.ts';
import type { Measurement } from './measurement.ts';

const FOLDERS = 1000;
const ENTRIES = FOLDERS * (FILES_IN_FOLDER + 1);
const CHANGED = 0.01;
const ROWS = ['node', 'version', 'folder'];

/** What a catalog of a million entries grows by when the same tree is listed again, and when one file in a hundred changed. */
export function measureGrowth(bench: CatalogBenchHouse): Measurement[] {
  const file = openCatalog(join(bench.folder, 'growth.db'));
  const first = take(file, 'first', new Set());
  const second = take(file, 'second', new Set());
  const changed = someFiles();
  const third = take(file, 'third', changed);
  file.close();
  const share = third.bytes / (first.bytes / ENTRIES) / changed.size;
  return [
    {
      name: 'catalog of 1,000,000 entries, a listing of mixed names',
      unit: 'MiB',
      values: [first.bytes / 1024 ** 2],
    },
    {
      name: 'a second archive of the same tree adds',
      unit: '%',
      values: [(second.bytes / first.bytes) * 100],
      limit: 5,
    },
    {
      name: 'rows that an archive with 1 % changed adds, by changed entry',
      unit: '×',
      values: [third.rows / changed.size],
      limit: 1.2,
    },
    {
      name: 'bytes that it adds by changed entry, against those of an entry',
      unit: '×',
      values: [share],
      limit: 1.2,
    },
  ];
}

function take(file: CatalogFile, id: string, changed: ReadonlySet<number>): { bytes: number; rows: number } {
  const before = sizeOf(file);
  const timestamp = before.bytes;
  const listing = new ArchiveListing(file, { id, client: 'client', config: 'config', timestamp });
  const isChanged = (folder: number, number: number) => changed.has(folder * FILES_IN_FOLDER + number);
  for (const entry of syntheticEntries(FOLDERS, isChanged)) listing.add(entry);
  listing.finish();
  const after = sizeOf(file);
  return { bytes: after.bytes - before.bytes, rows: after.rows - before.rows };
}

function sizeOf(file: CatalogFile): { bytes: number; rows: number } {
  const pages = Number(file.pragma('page_count', { simple: true }));
  const count = (table: string) =>
    file.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()?.n ?? 0;
  return {
    bytes: pages * Number(file.pragma('page_size', { simple: true })),
    rows: ROWS.reduce((sum, table) => sum + count(table), 0),
  };
}

/** Scattered over all folders. */
function someFiles(): Set<number> {
  const dice = makeDice(3);
  const files = FOLDERS * FILES_IN_FOLDER;
  const found = new Set<number>();
  while (found.size < files * CHANGED) found.add(dice(files));
  return found;
}
