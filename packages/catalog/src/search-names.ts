import type { CatalogHit, CatalogHits, CatalogSearch } from '@borgcube/domain/catalog/catalog-questions';
import type { ArchivePlace } from './archive-place.ts';
import { ENTRY_TYPES } from './catalog-entry.ts';
import { blocksOf, findInNames } from './name-block.ts';
import type { NameFilter } from './name-filter.ts';
import { readNodes } from './name-writer.ts';
import { NodePaths } from './node-path.ts';
import type { CatalogFile } from './open-catalog.ts';
import { PathNeedle } from './path-needle.ts';

export interface SearchAsked extends Omit<CatalogSearch, 'archiveId'> {
  readonly place: ArchivePlace | null;
  /** Monotonic milliseconds; looked at between blocks. */
  readonly now: () => number;
}

/** How long one call looks before it answers what it has, with a cursor to go on: others wait for the same thread. */
const LONGEST_MS = 150;

/**
 * Files and folders whose path holds the text, upper and lower case alike in ASCII, in the order in which they were first
 * listed. A page may be empty and yet have a cursor.
 */
export function searchNames(file: CatalogFile, filter: NameFilter, asked: SearchAsked): CatalogHits {
  const needle = new PathNeedle(asked.text);
  const paths = new NodePaths(file);
  const look = lookOf(file, asked);
  const from = readCursor(asked.cursor);
  const end = asked.now() + LONGEST_MS;
  const items: CatalogHit[] = [];
  const content = file.prepare<[number], { nodes: Buffer; names: Buffer }>(
    'select nodes, names from name_block where id = ?',
  );
  const trees = treesOf(file, asked);
  const answer = (cursor: Cursor | null): CatalogHits => ({
    items,
    nextCursor: cursor && cursorOf(cursor),
    looked: cursor ? lookedAt(file, trees, cursor) : 1,
  });
  for (const tree of trees.filter((one) => one >= from.tree)) {
    const start = tree === from.tree ? from : { ...BEGINNING, tree };
    const { step, text, blocks } = narrowest(needle, filter, start);
    for (const block of blocks) {
      if (asked.now() > end) return answer({ ...BEGINNING, tree, step, block });
      const row = content.get(blocksOf(tree).first + block);
      if (!row) continue;
      const nodes = readNodes(row.nodes);
      const isFirst = start.block === block;
      for (const place of findInNames(row.names, text, isFirst ? start.place : 0)) {
        let taken = 0;
        for (const node of needle.under(paths, nodes[place] ?? 0, step)) {
          taken += 1;
          if (isFirst && place === start.place && taken <= start.taken) continue;
          const found = look(node);
          if (!found) continue;
          if (items.length === asked.limit) return answer({ tree, step, block, place, taken: taken - 1 });
          items.push({ path: paths.pathOf(node), ...found });
        }
      }
    }
  }
  return answer(null);
}

interface Cursor {
  readonly tree: number;
  /** Which step of the needle is looked up; null: not chosen yet. */
  readonly step: number | null;
  readonly block: number;
  readonly place: number;
  /** How many nodes under that place were told already. */
  readonly taken: number;
}

const BEGINNING: Cursor = { tree: 0, step: null, block: 0, place: 0, taken: 0 };

/** The share of the blocks of all trees that stand before the cursor. */
function lookedAt(file: CatalogFile, trees: readonly number[], { tree, block }: Cursor): number {
  const last = file.prepare<[number, number], { id: number | null }>(
    'select max(id) as id from name_block where id >= ? and id < ?',
  );
  let before = block;
  let all = 0;
  for (const one of trees) {
    const { first, end } = blocksOf(one);
    const blocks = (last.get(first, end)?.id ?? first - 1) - first + 1;
    all += blocks;
    if (one < tree) before += blocks;
  }
  return all === 0 ? 0 : before / all;
}

/** Looks up the step that the fewest blocks may hold; the last one where they are alike. */
function narrowest(needle: PathNeedle, filter: NameFilter, { tree, step, block }: Cursor) {
  const choices = needle.steps.flatMap(({ text }, index) =>
    step === null || step === index
      ? [{ step: index, text, blocks: filter.blocksFor(tree, text, block) }]
      : [],
  );
  return choices.reduce(
    (best, one) => (one.blocks.length <= best.blocks.length ? one : best),
    choices[0] ?? { step: 0, text: Buffer.alloc(0), blocks: [] },
  );
}

function treesOf(file: CatalogFile, { place, client }: SearchAsked): number[] {
  if (place) return [place.tree];
  const rows = file.prepare<[string | null, string | null], { id: number }>(
    'select id from tree where ? is null or client = ? order by id',
  );
  return rows.all(client, client).map(({ id }) => id);
}

const cursorOf = ({ tree, step, block, place, taken }: Cursor): string =>
  [tree, step, block, place, taken].join('.');

function readCursor(cursor: string | null): Cursor {
  if (!/^\d+(\.\d+){4}$/.test(cursor ?? '')) return BEGINNING;
  const [tree = 0, step = 0, block = 0, place = 0, taken = 0] = (cursor ?? '').split('.').map(Number);
  return { tree, step, block, place, taken };
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
