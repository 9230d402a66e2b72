import type {
  CatalogLevel,
  CatalogLevelEntry,
  CatalogPage,
} from '@borgcube/domain/catalog/catalog-questions';
import { type ArchivePlace, findPrevious } from './archive-place.ts';
import { DIRECTORY, ENTRY_TYPES } from './catalog-entry.ts';
import { type LevelRow, readLevelRows } from './level-rows.ts';
import { NodePaths } from './node-path.ts';
import type { CatalogFile } from './open-catalog.ts';

export interface LevelAsked extends Omit<CatalogLevel, 'archiveId'> {
  readonly place: ArchivePlace;
}

/** One level of an archive: folders first, then by what was asked for. Null: it holds nothing there. */
export function listLevel(
  file: CatalogFile,
  asked: LevelAsked,
): CatalogPage<CatalogLevelEntry> | 'no-folder' | null {
  const { place, path, limit } = asked;
  const folder = new NodePaths(file).find(place.client, path);
  const type = folder === null ? null : typeOf(file, place, folder);
  if (folder === null || type === null) return null;
  if (type !== DIRECTORY) return 'no-folder';
  const rows = readLevelRows(file, { ...asked, folder, limit: limit + 1 });
  const before = findPrevious(file, place)?.seq ?? 0;
  const sizeAt = sizesAt(file, place.line, before);
  const items = rows.slice(0, limit).map((row) => {
    const isChanged = row.first > before || (row.total ?? 0) > before;
    return toEntry(row, path, { isChanged, sizeBefore: isChanged ? sizeAt(row.node) : null });
  });
  const last = rows[limit - 1];
  return { items, nextCursor: rows.length > limit && last ? String(last.node) : null };
}

function typeOf(file: CatalogFile, { line, seq, root }: ArchivePlace, node: number): number | null {
  if (node === root) return DIRECTORY;
  const found = file
    .prepare<[number, number, number, number], { type: number }>(
      'select type from version where node = ? and line = ? and first <= ? and last >= ?',
    )
    .get(node, line, seq, seq);
  return found?.type ?? null;
}

/** What a node came to at a listing; 0: there was none. */
function sizesAt(file: CatalogFile, line: number, seq: number): (node: number) => number | null {
  if (seq === 0) return () => null;
  const version = file.prepare<[number, number, number, number], { type: number; size: number | null }>(
    'select type, size from version where node = ? and line = ? and first <= ? and last >= ?',
  );
  const total = file.prepare<[number, number, number], { size: number }>(
    'select size from folder where node = ? and line = ? and first <= ? order by first desc limit 1',
  );
  return (node) => {
    const found = version.get(node, line, seq, seq);
    if (found?.type === DIRECTORY) return total.get(node, line, seq)?.size ?? 0;
    return found?.size ?? null;
  };
}

function toEntry(
  row: LevelRow,
  folder: string,
  { isChanged, sizeBefore }: Pick<CatalogLevelEntry, 'isChanged' | 'sizeBefore'>,
): CatalogLevelEntry {
  return {
    path: folder === '' ? row.name : `${folder}/${row.name}`,
    name: row.name,
    type: ENTRY_TYPES[row.type] ?? 'file',
    size: row.size,
    mtime: row.mtime,
    mode: row.mode ?? '',
    user: row.user ?? '',
    group: row.group ?? '',
    link: row.link,
    files: row.files,
    isChanged,
    sizeBefore,
  };
}
