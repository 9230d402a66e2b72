import type { CatalogVersion } from '@borgcube/domain/catalog/catalog-questions';
import { type ArchivePlace, placesOfClient } from './archive-place.ts';
import { ENTRY_TYPES } from './catalog-entry.ts';
import { NodePaths } from './node-path.ts';
import type { CatalogFile } from './open-catalog.ts';

interface Row {
  readonly line: number;
  readonly first: number;
  readonly last: number;
  readonly type: number;
  readonly size: number | null;
  readonly mtime: number | null;
}

/** The versions of one path over all archives of a client, newest first; archives without it end a version. */
export function fileHistory(file: CatalogFile, client: string, path: string): CatalogVersion[] {
  const node = new NodePaths(file).find(client, path);
  if (node === null) return [];
  const rows = file
    .prepare<[number], Row>('select line, first, last, type, size, mtime from version where node = ?')
    .all(node);
  const versions: CatalogVersion[] = [];
  let before: Row | null = null;
  for (const place of placesOfClient(file, client)) {
    // A config that never held the path says nothing about it.
    if (!rows.some((row) => row.line === place.line)) continue;
    const row = rows.find((one) => holds(one, place)) ?? null;
    const known = versions.at(-1);
    if (row && before && known && isSame(row, before)) {
      versions[versions.length - 1] = { ...known, lastArchiveId: place.id, archives: known.archives + 1 };
    } else if (row) {
      const { size, mtime } = row;
      const type = ENTRY_TYPES[row.type] ?? 'file';
      versions.push({
        ...{ type, size, mtime, archives: 1, goneInId: null },
        ...{ firstArchiveId: place.id, lastArchiveId: place.id },
      });
    } else if (before && known) {
      versions[versions.length - 1] = { ...known, goneInId: place.id };
    }
    before = row;
  }
  return versions.reverse();
}

function holds(row: Row, { line, seq }: ArchivePlace): boolean {
  return row.line === line && row.first <= seq && row.last >= seq;
}

function isSame(one: Row, other: Row): boolean {
  return one.type === other.type && one.size === other.size && one.mtime === other.mtime;
}
