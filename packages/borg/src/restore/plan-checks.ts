import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { PlanEntry } from './plan-entry.ts';
import { foldersAbove } from './selection.ts';

/** An archive that no backup makes: what it holds could be written outside the target. */
export function hostile(path: string, what: string): FailureCause {
  return {
    kind: 'client-violated-protocol',
    message: `The archive is not safe to restore: ${path} ${what}.`,
    path,
  };
}

/** Paths that Borg itself never stores; '.' is the root of an archive that was made of it. */
export function refusePath(path: string): FailureCause | null {
  if (path.startsWith('/')) return hostile(path, 'begins with a slash');
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    return hostile(path, 'has a part that is empty, . or ..');
  }
  return null;
}

/**
 * Follows the entries of a plan in the order of the tree and answers why the next may not be written: nothing lies below
 * what is no folder, and one path is not two kinds of things.
 */
export class TreeCheck {
  #above: PlanEntry[] = [];

  /** The folders above the next entry that the archive has, and why it may not be there. */
  next(entry: PlanEntry): FailureCause | null {
    while (!isBelow(entry.path, this.#above.at(-1)?.path)) this.#above.pop();
    const above = this.#above.at(-1);
    this.#above.push(entry);
    return above && above.type !== 'd'
      ? hostile(entry.path, `lies below ${above.path}, which is no folder`)
      : null;
  }

  isKnown(folder: string): boolean {
    return this.#above.some(({ path }) => path === folder);
  }
}

/** True where there is nothing to be below of. */
function isBelow(path: string, folder: string | undefined): boolean {
  return folder === undefined || path.startsWith(`${folder}/`);
}

/**
 * Borg makes a hard link by the path of the other entry, through whatever lies there by then. Its path is known with `?`
 * for bytes that are no UTF-8, so all paths are compared in that form.
 */
export class HardLinkCheck {
  readonly #folders = new Set<string>();

  add({ path, hardLink }: PlanEntry): FailureCause | null {
    if (hardLink === undefined) return null;
    const refusal = refusePath(hardLink);
    if (refusal) return hostile(path, `is a hard link to ${hardLink}`);
    for (const folder of foldersAbove(hardLink)) this.#folders.add(folder);
    return null;
  }

  get isNeeded(): boolean {
    return this.#folders.size > 0;
  }

  /** To be asked of every entry, after all were added. */
  refuse({ path, type }: PlanEntry): FailureCause | null {
    if (type === 'd' || !this.#folders.has(lossyPath(path))) return null;
    return hostile(path, 'is no folder, and a hard link leads through it');
  }
}

/** An archive path as Borg tells that of a link: `?` for each byte that is no UTF-8. */
export function lossyPath(path: string): string {
  return path.replace(/\\(?:\\|x..)/g, (found) => (found === '\\\\' ? found : '?'));
}
