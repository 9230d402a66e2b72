import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { borgPython } from './borg-python.ts';

/** An item as Borg would store it; bytes of a path that are no UTF-8 are lone surrogates. */
export interface CraftedItem {
  readonly type: 'f' | 'd' | 'l';
  readonly path: string;
  readonly mode?: number;
  readonly user?: string;
  readonly group?: string;
  /** Of a link, or the other end of a hard link. */
  readonly source?: string;
  readonly content?: string;
}

/** Puts an archive into a repository that holds exactly these items, which no `borg create` would write. */
export function craftArchive(
  repository: { readonly path: string; readonly passphrase: string; readonly baseDir: string },
  name: string,
  items: readonly CraftedItem[],
): void {
  const script = join(import.meta.dirname, 'craft-archive.py');
  execFileSync(borgPython(), [script, repository.path, name, JSON.stringify(items)], {
    env: {
      PATH: process.env.PATH ?? '',
      LC_ALL: 'C.UTF-8',
      BORG_BASE_DIR: repository.baseDir,
      BORG_PASSPHRASE: repository.passphrase,
      BORG_RELOCATED_REPO_ACCESS_IS_OK: 'yes',
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
