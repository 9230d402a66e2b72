import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import type { RepositoryTarget } from '@borgcube/borg/repository/repository-target';
import type { RestorePlaces } from '@borgcube/borg/restore/restore-run';
import type { ConnectionTarget } from '@borgcube/core/borg-hand';
import { toSshAccess } from '../hand/borg-target.ts';

/** A restore's places in the words of packages/borg. */
export function restorePlaces(
  environment: BorgEnvironment,
  repository: RepositoryTarget,
  target: { readonly connection: ConnectionTarget | null; readonly isOwn: boolean },
): RestorePlaces {
  const { connection, isOwn } = target;
  if (!connection) return { environment, repository, machine: { type: 'server' }, clientBorg: null };
  const { remoteBorg, remoteCacheDir } = connection;
  return {
    environment,
    repository,
    machine: { type: 'client', access: toSshAccess(connection) },
    clientBorg: isOwn ? { remoteBorg, remoteCacheDir } : null,
  };
}
