import { OPEN } from './catalog-schema.ts';
import type { CatalogFile } from './open-catalog.ts';

/** The sequence in which the archives of one config of one client were listed. */
export interface Line {
  readonly id: number;
  readonly tree: number;
  /** Node of the tree's root. */
  readonly root: number;
  /** Number of the listing that begins now; those before it may have been given up half way. */
  readonly seq: number;
  /** Versions that the listings before it left open. */
  readonly live: number;
}

interface Keys {
  readonly client: string;
  readonly config: string;
}

/** Counts a new listing of the line; '' stands for archives of no client, or of no config. */
export function beginListing(file: CatalogFile, { client, config }: Keys): Line {
  return file.transaction(() => {
    const tree = treeOf(file, client);
    file
      .prepare(
        'insert into line (tree, config, seq, live) values (?, ?, 0, 0) on conflict (tree, config) do nothing',
      )
      .run(tree.id, config);
    const line = file
      .prepare<[number, string], { id: number; seq: number; live: number }>(
        'select id, seq + 1 as seq, live from line where tree = ? and config = ?',
      )
      .get(tree.id, config);
    if (!line) throw new Error('a line that was just made is not there');
    file.prepare('update line set seq = ?, live = ? where id = ?').run(line.seq, UNKNOWN, line.id);
    const live = line.live === UNKNOWN ? countOpen(file, line.id) : line.live;
    return { ...line, live, tree: tree.id, root: tree.root };
  })();
}

/** Until a listing is finished nobody counts. */
const UNKNOWN = -1;

function countOpen(file: CatalogFile, line: number): number {
  const count = file.prepare<[number, number], { live: number }>(
    'select count(*) as live from version where line = ? and last = ?',
  );
  return count.get(line, OPEN)?.live ?? 0;
}

function treeOf(file: CatalogFile, client: string): { readonly id: number; readonly root: number } {
  const known = file
    .prepare<[string], { id: number; root: number }>('select id, root from tree where client = ?')
    .get(client);
  if (known) return known;
  const id = Number(
    file.prepare('insert into tree (client, root) values (?, 0)').run(client).lastInsertRowid,
  );
  // A root is its own tree's only child of no node: its name keeps it apart from other trees' roots.
  const root = Number(
    file.prepare('insert into node (parent, name, is_folder) values (0, ?, 1)').run(`/${id}`).lastInsertRowid,
  );
  file.prepare('update tree set root = ? where id = ?').run(root, id);
  return { id, root };
}
