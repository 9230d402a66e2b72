import type {
  CatalogLevel,
  CatalogLevelEntry,
  CatalogPage,
  CatalogSort,
} from '@borgcube/domain/catalog/catalog-questions';
import { type ArchivePlace, findPrevious } from './archive-place.ts';
import { DIRECTORY, ENTRY_TYPES } from './catalog-entry.ts';
import { NodePaths } from './node-path.ts';
import type { CatalogFile } from './open-catalog.ts';

export interface LevelAsked extends Omit<CatalogLevel, 'archiveId'> {
  readonly place: ArchivePlace;
}

interface Row {
  readonly node: number;
  readonly name: string;
  readonly first: number;
  readonly type: number;
  readonly size: number | null;
  readonly mtime: number | null;
  readonly link: string | null;
  readonly mode: string | null;
  readonly user: string | null;
  readonly group: string | null;
  readonly files: number | null;
  /** Since which listing so much lies in it; null: no folder. */
  readonly total: number | null;
  readonly key: number | string;
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
  const rows = readRows(file, asked, folder);
  const before = findPrevious(file, place)?.seq ?? 0;
  const sizeAt = sizesAt(file, place.line, before);
  const items = rows.slice(0, limit).map((row) => {
    const isChanged = row.first > before || (row.total ?? 0) > before;
    return { ...toEntry(row, path), isChanged, sizeBefore: isChanged ? sizeAt(row.node) : null };
  });
  const last = rows[limit - 1];
  const nextCursor =
    rows.length > limit && last
      ? JSON.stringify([last.type === DIRECTORY ? 1 : 0, last.key, last.name])
      : null;
  return { items, nextCursor };
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

const KEYS: Readonly<Record<CatalogSort, string>> = {
  name: 'n.name',
  size: 'coalesce(f.size, v.size, -1)',
  mtime: 'coalesce(v.mtime, -1)',
};

function readRows(file: CatalogFile, asked: LevelAsked, folder: number): Row[] {
  const { place, sort, descending, limit, cursor } = asked;
  const key = KEYS[sort];
  const [way, than] = descending ? ['desc', '<'] : ['asc', '>'];
  const from = cursor === null ? null : readCursor(cursor);
  const isDirectory = `(v.type = ${DIRECTORY})`;
  const behind = from
    ? `and (${isDirectory} < @isDirectory or (${isDirectory} = @isDirectory and (${key} ${than} @key or (${key} = @key and n.name > @name))))`
    : '';
  const sql = `select n.id as node, n.name, v.first, v.type, v.mtime, v.link, o.mode, o.user, o."group", f.files,
      f.first as total,
      case when v.type = ${DIRECTORY} then f.size else v.size end as size, ${key} as key
    from node n
    join version v on v.node = n.id and v.line = @line and v.first <= @seq and v.last >= @seq
    left join owner o on o.id = v.owner
    left join folder f on f.node = n.id and f.line = @line and v.type = ${DIRECTORY} and f.first =
      (select max(first) from folder where node = n.id and line = @line and first <= @seq)
    where n.parent = @folder ${behind}
    order by ${isDirectory} desc, ${key} ${way}, n.name limit @take`;
  const values = { line: place.line, seq: place.seq, folder, take: limit + 1, ...from };
  return file.prepare<[typeof values], Row>(sql).all(values);
}

function readCursor(cursor: string): { isDirectory: number; key: number | string; name: string } | null {
  try {
    const [isDirectory, key, name]: unknown[] = JSON.parse(cursor);
    const isKey = typeof key === 'number' || typeof key === 'string';
    if (typeof isDirectory !== 'number' || !isKey || typeof name !== 'string') return null;
    return { isDirectory, key, name };
  } catch {
    return null;
  }
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

function toEntry(row: Row, folder: string): Omit<CatalogLevelEntry, 'isChanged' | 'sizeBefore'> {
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
  };
}
