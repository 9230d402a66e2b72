import { foldName } from './name-block.ts';
import type { CatalogFile } from './open-catalog.ts';

/** Finds nodes by path, and paths of nodes. */
export class NodePaths {
  readonly #child;
  readonly #step;
  readonly #root;
  readonly #children;
  /** Folders of nodes that were asked for a moment ago. */
  readonly #folders = new Map<number, string>();
  readonly #steps = new Map<number, { readonly parent: number; readonly name: Buffer }>();

  constructor(file: CatalogFile) {
    this.#child = file.prepare<[number, string], { id: number }>(
      'select id from node where parent = ? and name = ?',
    );
    this.#step = file.prepare<[number], { parent: number; name: string }>(
      'select parent, name from node where id = ?',
    );
    this.#children = file.prepare<[number], { id: number; name: string }>(
      'select id, name from node where parent = ?',
    );
    this.#root = file.prepare<[string], { root: number }>('select root from tree where client = ?');
  }

  /** Null: no archive of that client ever held the path. '' is the root. */
  find(client: string, path: string): number | null {
    let node = this.#root.get(client)?.root ?? null;
    for (const name of path === '' ? [] : path.split('/')) {
      if (node === null) return null;
      node = this.#child.get(node, name)?.id ?? null;
    }
    return node;
  }

  childrenOf(node: number): readonly { readonly id: number; readonly name: string }[] {
    return this.#children.all(node);
  }

  /** Folded, as needles are; null for the root. */
  stepOf(node: number): { readonly parent: number; readonly name: Buffer } | null {
    const known = this.#steps.get(node);
    if (known) return known;
    const step = this.#step.get(node);
    if (!step || step.parent === 0) return null;
    if (this.#steps.size >= FOLDERS_KEPT) this.#steps.clear();
    const folded = { parent: step.parent, name: foldName(step.name) };
    this.#steps.set(node, folded);
    return folded;
  }

  pathOf(node: number): string {
    const step = this.#step.get(node);
    if (!step || step.parent === 0) return '';
    const folder = this.#folderOf(step.parent);
    return folder === '' ? step.name : `${folder}/${step.name}`;
  }

  #folderOf(node: number): string {
    const known = this.#folders.get(node);
    if (known !== undefined) return known;
    if (this.#folders.size >= FOLDERS_KEPT) this.#folders.clear();
    const path = this.pathOf(node);
    this.#folders.set(node, path);
    return path;
  }
}

const FOLDERS_KEPT = 10_000;
