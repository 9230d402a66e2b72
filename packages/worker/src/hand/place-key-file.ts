import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { baseFolder } from '@borgcube/borg/repository/repository-target';
import type { RepositoryTarget } from '@borgcube/core/borg-hand';

/**
 * The keyfile encryptions look for their key below BORG_BASE_DIR, where each repository has a folder of its own. Borg
 * takes the file whose first line names the repository, whatever its own name; one file for each content is enough.
 */
export async function placeKeyFile(environment: BorgEnvironment, target: RepositoryTarget): Promise<void> {
  if (target.keyFile === null) return;
  const folder = join(baseFolder(environment, { folder: target.id }), '.config', 'borg', 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const text = `${target.keyFile.reveal().trim()}\n`;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
  await writeFile(join(folder, `given-${name}`), text, { mode: 0o600 });
}
