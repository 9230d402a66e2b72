import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The id in the `config` file of a local repository, without a start of Borg; null where there is no repository to be read.
 * The file is Borg's own ini (`[repository]`, `id = 64 hex`).
 */
export async function readRepositoryId(path: string): Promise<string | null> {
  let config: string;
  try {
    config = await readFile(join(path, 'config'), 'utf8');
  } catch {
    return null;
  }
  if (!config.startsWith('[repository]')) return null;
  return /^id\s*=\s*([0-9a-f]{64})\s*$/m.exec(config)?.[1] ?? null;
}
