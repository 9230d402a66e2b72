import type { FailureCause, FailureKind } from '@borgcube/domain/failure/failure-cause';
import type { BorgEnvironment } from './borg-environment.ts';
import { type FreeSpace, freeSpace, hasRoom, reservedSpace } from './free-space.ts';
import { repositorySpace } from './repository-space.ts';
import { baseFolder, locationOf, type RepositoryTarget } from './repository-target.ts';

/** Null when the file systems of the repository and of Borg's cache have room for a start, as far as that can be told; to be asked before each. */
export async function checkRoom(
  environment: BorgEnvironment,
  target: RepositoryTarget,
): Promise<FailureCause | null> {
  const noRoom = judgeRoom(
    await repositorySpace(environment, target),
    locationOf(target).path,
    'repository-enospc',
  );
  if (noRoom) return noRoom;
  const cache = baseFolder(environment, target);
  return judgeRoom(await freeSpace(cache), cache, 'server-enospc');
}

function judgeRoom(space: FreeSpace | null, path: string, kind: FailureKind): FailureCause | null {
  if (!space || hasRoom(space)) return null;
  const message = `Only ${space.free} bytes are free at ${path}; ${reservedSpace(space)} must stay free.`;
  return { kind, message, evidence: [message], path, free: space.free, reserved: reservedSpace(space) };
}
