import type { CatalogVersion } from '@borgcube/domain/catalog/catalog-questions';
import { placesOfClient } from './archive-place.ts';
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
    .prepare<[number], Row>(
      'select line, first, last, type, size, mtime from version where node = ? order by line, first',
    )
    .all(node);
  const lines = new Map<number, Row[]>();
  for (const row of rows) {
    const ofLine = lines.get(row.line);
    if (ofLine) ofLine.push(row);
    else lines.set(row.line, [row]);
  }
  const versions: CatalogVersion[] = [];
  let before: Row | null = null;
  for (const place of placesOfClient(file, client)) {
    // A config that never held the path says nothing about it.
    const ofLine = lines.get(place.line);
    if (!ofLine) continue;
    const row = versionAt(ofLine, place.seq);
    const known = versions.at(-1);
    const moment = { archiveId: place.id, timestamp: place.timestamp };
    if (row && before && known && isSame(row, before)) {
      versions[versions.length - 1] = { ...known, last: moment, archives: known.archives + 1 };
    } else if (row) {
      const { size, mtime } = row;
      const type = ENTRY_TYPES[row.type] ?? 'file';
      versions.push({ type, size, mtime, first: moment, last: moment, archives: 1, goneIn: null });
    } else if (before && known) {
      versions[versions.length - 1] = { ...known, goneIn: moment };
    }
    before = row;
  }
  return versions.reverse();
}

/** `rows` are of one line, and in order; an hourly backup makes thousands of them. */
function versionAt(rows: readonly Row[], seq: number): Row | null {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.first ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  const row = rows[low - 1];
  return row && row.last >= seq ? row : null;
}

function isSame(one: Row, other: Row): boolean {
  return one.type === other.type && one.size === other.size && one.mtime === other.mtime;
}
