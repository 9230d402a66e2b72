import type { CatalogLevel, CatalogSort } from '@borgcube/domain/catalog/catalog-questions';
import type { ArchivePlace } from './archive-place.ts';
import { DIRECTORY } from './catalog-entry.ts';
import type { CatalogFile } from './open-catalog.ts';

export interface LevelRow {
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
  /** Since which listing it holds as much as this, of a folder. */
  readonly total: number | null;
  readonly key: number | string;
}

export interface RowsAsked extends Omit<CatalogLevel, 'archiveId' | 'path'> {
  readonly place: ArchivePlace;
  /** Node of the folder. */
  readonly folder: number;
}

const KEYS: Readonly<Record<CatalogSort, string>> = {
  name: 'n.name',
  size: 'coalesce(f.size, v.size, -1)',
  mtime: 'coalesce(v.mtime, -1)',
};
const IS_FOLDER = `(v.type = ${DIRECTORY})`;

/** Up to `limit` rows behind the cursor, which is the node of the last row before; folders first. */
export function readLevelRows(file: CatalogFile, asked: RowsAsked): LevelRow[] {
  const from = asked.cursor === null ? null : rowOf(file, asked, Number(asked.cursor));
  return asked.sort === 'name' ? rowsByName(file, asked, from) : rowsByFigure(file, asked, from);
}

/** Their index has them in order: a page of a folder of a million files costs what one of a small folder does. */
function rowsByName(file: CatalogFile, asked: RowsAsked, from: LevelRow | null): LevelRow[] {
  const { place, descending, limit, folder } = asked;
  const [way, than] = descending ? ['desc', '<'] : ['asc', '>'];
  const read = (index: string, which: string, name: string | undefined, take: number): LevelRow[] => {
    const behind = name === undefined ? '' : `and n.name ${than} @name`;
    const sql = `${selectOf('n.name', `node n indexed by ${index}`)}
      where n.parent = @folder and ${which} ${behind} order by n.name ${way} limit @take`;
    const values = { line: place.line, seq: place.seq, folder, take, ...(behind && { name }) };
    return file.prepare<[object], LevelRow>(sql).all(values);
  };
  const areFoldersTold = from !== null && from.type !== DIRECTORY;
  const folders = areFoldersTold
    ? []
    : read('node_folder', `n.is_folder = 1 and ${IS_FOLDER}`, from?.name, limit);
  if (folders.length === limit) return folders;
  const name = areFoldersTold ? from.name : undefined;
  return [...folders, ...read('node_name', `not ${IS_FOLDER}`, name, limit - folders.length)];
}

function rowsByFigure(file: CatalogFile, asked: RowsAsked, from: LevelRow | null): LevelRow[] {
  const { place, sort, descending, limit, folder } = asked;
  const key = KEYS[sort];
  const [way, than] = descending ? ['desc', '<'] : ['asc', '>'];
  const behind = from
    ? `and (${IS_FOLDER} < @isFolder or (${IS_FOLDER} = @isFolder and (${key} ${than} @key or (${key} = @key and n.name > @name))))`
    : '';
  const sql = `${selectOf(key, 'node n')} where n.parent = @folder ${behind}
    order by ${IS_FOLDER} desc, ${key} ${way}, n.name limit @take`;
  const values = {
    line: place.line,
    seq: place.seq,
    folder,
    take: limit,
    ...(from && { isFolder: Number(from.type === DIRECTORY), key: from.key, name: from.name }),
  };
  return file.prepare<[object], LevelRow>(sql).all(values);
}

/** Null: no such entry is in the archive. */
function rowOf(file: CatalogFile, { place, sort }: RowsAsked, node: number): LevelRow | null {
  const { line, seq } = place;
  const sql = `${selectOf(KEYS[sort], 'node n')} where n.id = @node`;
  return (
    file.prepare<[object], LevelRow>(sql).get({ line, seq, node: Number.isInteger(node) ? node : -1 }) ?? null
  );
}

function selectOf(key: string, nodes: string): string {
  return `select n.id as node, n.name, v.first, v.type, v.mtime, v.link, o.mode, o.user, o."group", f.files,
      f.first as total, case when v.type = ${DIRECTORY} then f.size else v.size end as size, ${key} as key
    from ${nodes}
    cross join version v on v.node = n.id and v.line = @line and v.last >= @seq and v.first =
      (select max(first) from version where node = n.id and line = @line and first <= @seq)
    left join owner o on o.id = v.owner
    left join folder f on f.node = n.id and f.line = @line and v.type = ${DIRECTORY} and f.first =
      (select max(first) from folder where node = n.id and line = @line and first <= @seq)`;
}
