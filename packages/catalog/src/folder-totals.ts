import { BitSet } from './bit-set.ts';
import type { Line } from './line-state.ts';
import type { CatalogFile } from './open-catalog.ts';

export interface Total {
  readonly size: number;
  readonly files: number;
}

/** What lies in each folder, however deep; a row is written only where it is not what the line had. */
export class FolderTotals {
  readonly #line: Line;
  readonly #left = new BitSet();
  readonly #newest;
  readonly #insert;
  readonly #update;

  constructor(file: CatalogFile, line: Line) {
    this.#line = line;
    this.#newest = file.prepare<[number, number], Total & { readonly first: number }>(
      'select first, size, files from folder where node = ? and line = ? order by first desc limit 1',
    );
    this.#insert = file.prepare('insert into folder values (?, ?, ?, ?, ?)');
    this.#update = file.prepare(
      'update folder set size = ?, files = ? where node = ? and line = ? and first = ?',
    );
  }

  /** Adds what one visit of the folder found: a listing may come back to a folder. */
  leave(node: number, found: Total, isNewNode: boolean): void {
    const { id, seq } = this.#line;
    const isBack = !this.#left.add(node);
    const newest = isNewNode && !isBack ? undefined : this.#newest.get(node, id);
    const size = found.size + (isBack ? (newest?.size ?? 0) : 0);
    const files = found.files + (isBack ? (newest?.files ?? 0) : 0);
    if (newest?.size === size && newest.files === files) return;
    if (newest?.first === seq) this.#update.run(size, files, node, id, seq);
    else this.#insert.run(node, id, seq, size, files);
  }
}
