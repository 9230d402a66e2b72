import type { CatalogChange, CatalogPage, PageWanted } from '@borgcube/domain/catalog/catalog-questions';
import type { ArchivePlace } from './archive-place.ts';
import { DIRECTORY } from './catalog-entry.ts';
import { NodePaths } from './node-path.ts';
import type { CatalogFile } from './open-catalog.ts';

export interface CompareAsked extends PageWanted {
  readonly before: ArchivePlace;
  readonly after: ArchivePlace;
}

interface Row {
  readonly node: number;
  readonly typeBefore: number | null;
  readonly typeAfter: number | null;
  readonly sizeBefore: number | null;
  readonly sizeAfter: number | null;
}

/**
 * What is in one archive of a client and not, or not the same, in another one of its. Contents that changed while size
 * and time of change stayed the same look the same here; folders whose own facts alone changed are left out.
 */
export function compareArchives(
  file: CatalogFile,
  { before, after, limit, cursor }: CompareAsked,
): CatalogPage<CatalogChange> {
  const paths = new NodePaths(file);
  const values = {
    lineA: before.line,
    seqA: before.seq,
    lineB: after.line,
    seqB: after.seq,
    low: Math.min(before.seq, after.seq),
    high: Math.max(before.seq, after.seq),
    from: /^\d+$/.test(cursor ?? '') ? Number(cursor) : 0,
    take: limit + 1,
  };
  const rows = file.prepare<[typeof values], Row>(sqlOf(before.line === after.line)).all(values);
  const items = rows.slice(0, limit).map((row) => ({
    path: paths.pathOf(row.node),
    change: row.typeBefore === null ? 'added' : row.typeAfter === null ? 'removed' : 'modified',
    sizeBefore: row.sizeBefore,
    sizeAfter: row.sizeAfter,
  })) satisfies CatalogChange[];
  return { items, nextCursor: rows.length > limit ? String(rows[limit - 1]?.node ?? 0) : null };
}

/** Within a line only what began or ended between the two is looked at; between lines all that either holds. */
function sqlOf(isOneLine: boolean): string {
  const changed = isOneLine
    ? `select node from version where line = @lineA and first > 1 and first > @low and first <= @high
       union select node from version where line = @lineA and last >= @low and last < @high and last < ${Number.MAX_SAFE_INTEGER}`
    : `select node from version where line = @lineA and first <= @seqA and last >= @seqA
       union select node from version where line = @lineB and first <= @seqB and last >= @seqB`;
  return `select c.node, a.type as typeBefore, b.type as typeAfter, a.size as sizeBefore, b.size as sizeAfter
    from (${changed}) c
    left join version a on a.node = c.node and a.line = @lineA and a.first <= @seqA and a.last >= @seqA
    left join version b on b.node = c.node and b.line = @lineB and b.first <= @seqB and b.last >= @seqB
    where c.node > @from and (a.type is null) + (b.type is null) < 2
      and not (a.type is b.type and a.size is b.size and a.mtime is b.mtime and a.owner is b.owner and a.link is b.link)
      and not (a.type is ${DIRECTORY} and b.type is ${DIRECTORY})
    order by c.node limit @take`;
}
