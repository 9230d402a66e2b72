import type {
  CatalogChange,
  CatalogChangeKind,
  CatalogChangeTotal,
  CatalogPage,
  PageWanted,
} from '@borgcube/domain/catalog/catalog-questions';
import type { ArchivePlace } from './archive-place.ts';
import { DIRECTORY, ENTRY_TYPES } from './catalog-entry.ts';
import { NodePaths } from './node-path.ts';
import type { CatalogFile } from './open-catalog.ts';

interface Compared {
  readonly before: ArchivePlace;
  readonly after: ArchivePlace;
}

export interface CompareAsked extends PageWanted, Compared {
  /** Null: of all kinds. */
  readonly change: CatalogChangeKind | null;
}

interface Row {
  readonly node: number;
  readonly type: number;
  readonly change: CatalogChangeKind;
  readonly sizeBefore: number | null;
  readonly sizeAfter: number | null;
  readonly weight: number;
}

/**
 * What is in one archive of a client and not, or not the same, in another one of its, largest change first. Contents
 * that changed while size and time of change stayed the same look the same here; folders whose own facts alone changed
 * are left out.
 */
export function compareArchives(
  file: CatalogFile,
  { before, after, change, limit, cursor }: CompareAsked,
): CatalogPage<CatalogChange> {
  const paths = new NodePaths(file);
  const [weight, node] = readCursor(cursor);
  const values = { ...placesOf(before, after), change, weight, node, take: limit + 1 };
  const sql = `select * from (${changesSql(before.line === after.line)})
    where (@change is null or change = @change)
      and (@weight is null or weight < @weight or (weight = @weight and node > @node))
    order by weight desc, node limit @take`;
  const rows = file.prepare<[typeof values], Row>(sql).all(values);
  const items = rows.slice(0, limit).map((row) => ({
    path: paths.pathOf(row.node),
    type: ENTRY_TYPES[row.type] ?? 'file',
    change: row.change,
    sizeBefore: row.sizeBefore,
    sizeAfter: row.sizeAfter,
  })) satisfies CatalogChange[];
  const last = rows[limit - 1];
  return { items, nextCursor: rows.length > limit && last ? `${last.weight}.${last.node}` : null };
}

/** All changes, kind by kind. */
export function sumChanges(file: CatalogFile, { before, after }: Compared): CatalogChangeTotal[] {
  const values = placesOf(before, after);
  const sql = `select change, count(*) as count, coalesce(sum(sizeBefore), 0) as sizeBefore,
      coalesce(sum(sizeAfter), 0) as sizeAfter
    from (${changesSql(before.line === after.line)}) group by change`;
  return file.prepare<[typeof values], CatalogChangeTotal>(sql).all(values);
}

function placesOf(before: ArchivePlace, after: ArchivePlace) {
  return {
    lineA: before.line,
    seqA: before.seq,
    lineB: after.line,
    seqB: after.seq,
    low: Math.min(before.seq, after.seq),
    high: Math.max(before.seq, after.seq),
  };
}

function readCursor(cursor: string | null): [number | null, number] {
  const match = /^(\d+)\.(\d+)$/.exec(cursor ?? '');
  return match ? [Number(match[1]), Number(match[2])] : [null, 0];
}

/** Within a line only what began or ended between the two is looked at; between lines all that either holds. */
function changesSql(isOneLine: boolean): string {
  const changed = isOneLine
    ? `select node from version where line = @lineA and first > 1 and first > @low and first <= @high
       union select node from version where line = @lineA and last >= @low and last < @high and last < ${Number.MAX_SAFE_INTEGER}`
    : `select node from version where line = @lineA and first <= @seqA and last >= @seqA
       union select node from version where line = @lineB and first <= @seqB and last >= @seqB`;
  return `select c.node, coalesce(b.type, a.type) as type, a.size as sizeBefore, b.size as sizeAfter,
      case when a.type is null then 'added' when b.type is null then 'removed' else 'modified' end as change,
      abs(coalesce(b.size, 0) - coalesce(a.size, 0)) as weight
    from (${changed}) c
    left join version a on a.node = c.node and a.line = @lineA and a.first <= @seqA and a.last >= @seqA
    left join version b on b.node = c.node and b.line = @lineB and b.first <= @seqB and b.last >= @seqB
    where (a.type is null) + (b.type is null) < 2
      and not (a.type is b.type and a.size is b.size and a.mtime is b.mtime and a.owner is b.owner and a.link is b.link)
      and not (a.type is ${DIRECTORY} and b.type is ${DIRECTORY})`;
}
