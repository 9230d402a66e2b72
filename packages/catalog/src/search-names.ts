import type { CatalogHit, CatalogPage, CatalogSearch } from '@borgcube/domain/catalog/catalog-questions';
import type { ArchivePlace } from './archive-place.ts';
import { ENTRY_TYPES } from './catalog-entry.ts';
import { findInNames } from './name-block.ts';
import type { NameFilter } from './name-filter.ts';
import { readNodes } from './name-writer.ts';
import { NodePaths } from './node-path.ts';
import type { CatalogFile } from './open-catalog.ts';
import { readNeedle } from './path-needle.ts';

export interface SearchAsked extends Omit<CatalogSearch, 'archiveId'> {
  readonly place: ArchivePlace | null;
  /** Monotonic milliseconds; looked at between blocks. */
  readonly now: () => number;
}

/** How long one call looks for more before it answers what it has, with a cursor to go on. */
const LONGEST_MS = 150;

/** Files and folders whose path holds the text, upper and lower case alike in ASCII, in the order in which they were first listed. */
export function searchNames(
  file: CatalogFile,
  filter: NameFilter,
  asked: SearchAsked,
): CatalogPage<CatalogHit> {
  const needle = readNeedle(asked.text);
  const paths = new NodePaths(file);
  const look = lookOf(file, asked);
  const from = readCursor(asked.cursor);
  const end = asked.now() + LONGEST_MS;
  const items: CatalogHit[] = [];
  const content = file.prepare<[number, number], { nodes: Buffer; names: Buffer }>(
    'select nodes, names from name_block where tree = ? and no = ?',
  );
  for (const tree of treesOf(file, asked).filter((one) => one >= from.tree)) {
    const isFirst = tree === from.tree;
    for (const no of filter.blocksFor(tree, needle.last, isFirst ? from.block : 0)) {
      if (asked.now() > end && items.length > 0) return { items, nextCursor: `${tree}.${no}.0` };
      const block = content.get(tree, no);
      if (!block) continue;
      const nodes = readNodes(block.nodes);
      for (const at of findInNames(block.names, needle.last, isFirst && no === from.block ? from.place : 0)) {
        const node = nodes[at] ?? 0;
        if (needle.isWhole && !needle.fits(paths, node)) continue;
        const found = look(node);
        if (!found) continue;
        if (items.length === asked.limit) return { items, nextCursor: `${tree}.${no}.${at}` };
        items.push({ path: paths.pathOf(node), ...found });
      }
    }
  }
  return { items, nextCursor: null };
}

function treesOf(file: CatalogFile, { place, client }: SearchAsked): number[] {
  if (place) return [place.tree];
  const rows = file.prepare<[string | null, string | null], { id: number }>(
    'select id from tree where ? is null or client = ? order by id',
  );
  return rows.all(client, client).map(({ id }) => id);
}

function readCursor(cursor: string | null) {
  const [tree = 0, block = 0, place = 0] = /^\d+\.\d+\.\d+$/.test(cursor ?? '')
    ? (cursor ?? '').split('.').map(Number)
    : [];
  return { tree, block, place };
}

interface Row {
  readonly type: number;
  readonly size: number | null;
  readonly mtime: number | null;
  readonly archiveId: string;
}

function lookOf(
  file: CatalogFile,
  { place }: SearchAsked,
): (node: number) => Omit<CatalogHit, 'path'> | null {
  const toHit = (row: Row | undefined) => row && { ...row, type: ENTRY_TYPES[row.type] ?? 'file' };
  if (place) {
    const inArchive = file.prepare<[string, number, number, number, number], Row>(
      'select type, size, mtime, ? as archiveId from version where node = ? and line = ? and first <= ? and last >= ?',
    );
    return (node) => toHit(inArchive.get(place.id, node, place.line, place.seq, place.seq)) ?? null;
  }
  const newest = file.prepare<[number], Row>(
    `select v.type, v.size, v.mtime, a.id as archiveId from version v
      join archive a on a.line = v.line and a.seq between v.first and v.last
      where v.node = ? order by a.timestamp desc limit 1`,
  );
  return (node) => toHit(newest.get(node)) ?? null;
}
