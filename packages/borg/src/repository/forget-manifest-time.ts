import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BorgEnvironment } from './borg-environment.ts';
import { baseFolder, type RepositoryTarget } from './repository-target.ts';

/**
 * Lets Borg open a repository that is older than when this server last saw it (`RepositoryReplay`): one that somebody
 * rolled back or restored. Which nonces were used is not forgotten.
 */
export async function forgetManifestTime(
  environment: BorgEnvironment,
  target: Pick<RepositoryTarget, 'folder'>,
  borgId: string,
): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(borgId)) return;
  const base = baseFolder(environment, target);
  await rm(join(base, '.config', 'borg', 'security', borgId, 'manifest-timestamp'), { force: true });
  await rm(join(base, '.cache', 'borg', borgId), { recursive: true, force: true });
}
