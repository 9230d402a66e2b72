import type { CatalogGrowth } from '@borgcube/domain/catalog/catalog-questions';
import type { ArchivePlace } from './archive-place.ts';
import type { Total } from './folder-totals.ts';
import { NodePaths } from './node-path.ts';
import type { CatalogFile } from './open-catalog.ts';

interface Child {
  readonly node: number;
  readonly delta: number;
}

/** A folder that holds so much of its parent's change stands for it. */
const SHARE = 0.8;
const DEPTH_MAX = 64;

/**
 * The folders that explain most of what one archive grew by over another: from the root down, as deep as one folder
 * alone makes out most of the change. Largest change first.
 */
export function folderGrowth(
  file: CatalogFile,
  places: { readonly before: ArchivePlace; readonly after: ArchivePlace },
  limit: number,
): CatalogGrowth[] {
  const paths = new NodePaths(file);
  const childrenOf = deltasOf(file, places);
  const found: CatalogGrowth[] = [];
  const open: { node: number; delta: number; depth: number }[] = childrenOf(places.after.root).map(
    (child) => ({
      ...child,
      depth: 1,
    }),
  );
  while (open.length > 0 && found.length < limit) {
    open.sort((one, other) => Math.abs(other.delta) - Math.abs(one.delta));
    const next = open.shift();
    if (!next) break;
    const inside = next.depth < DEPTH_MAX ? childrenOf(next.node) : [];
    const [most] = inside;
    if (most && Math.abs(most.delta) >= SHARE * Math.abs(next.delta)) {
      open.push(...inside.map((child) => ({ ...child, depth: next.depth + 1 })));
    } else {
      found.push({ path: paths.pathOf(next.node), delta: next.delta });
    }
  }
  return found;
}

function deltasOf(
  file: CatalogFile,
  { before, after }: { readonly before: ArchivePlace; readonly after: ArchivePlace },
): (parent: number) => Child[] {
  const nodes = file.prepare<[number], { id: number }>(
    'select id from node indexed by node_folder where parent = ? and is_folder = 1',
  );
  const total = file.prepare<[number, number, number], Total>(
    'select size, files from folder where node = ? and line = ? and first <= ? order by first desc limit 1',
  );
  const live = file.prepare<[number, number, number, number], { one: number }>(
    'select 1 as one from version where node = ? and line = ? and first <= ? and last >= ?',
  );
  const sizeIn = (node: number, { line, seq }: ArchivePlace) =>
    live.get(node, line, seq, seq) ? (total.get(node, line, seq)?.size ?? 0) : 0;
  return (parent) =>
    nodes
      .all(parent)
      .map(({ id }) => ({ node: id, delta: sizeIn(id, after) - sizeIn(id, before) }))
      .filter(({ delta }) => delta !== 0)
      .sort((one, other) => Math.abs(other.delta) - Math.abs(one.delta));
}
