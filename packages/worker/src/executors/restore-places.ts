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
  const machine = machineOf(target);
  if (!connection || !isOwn) return { environment, repository, machine, clientBorg: null };
  const { remoteBorg, remoteCacheDir } = connection;
  return { environment, repository, machine, clientBorg: { remoteBorg, remoteCacheDir } };
}

export function machineOf({
  connection,
}: {
  readonly connection: ConnectionTarget | null;
}): RestorePlaces['machine'] {
  return connection ? { type: 'client', access: toSshAccess(connection) } : { type: 'server' };
}
