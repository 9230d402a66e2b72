import type { FailureCause, FailureKind } from '@borgcube/domain/failure/failure-cause';
import type { BorgEnvironment } from './borg-environment.ts';
import { freeSpace, hasRoom, reservedSpace } from './free-space.ts';
import { baseFolder, localPathOf, type RepositoryTarget } from './repository-target.ts';

/** Null when the file systems of the repository (a local one) and of Borg's cache have room for a start; to be asked before each. */
export async function checkRoom(
  environment: BorgEnvironment,
  target: RepositoryTarget,
): Promise<FailureCause | null> {
  const path = localPathOf(target);
  const noRoom = path === null ? null : await roomAt(path, 'repository-enospc');
  return noRoom ?? roomAt(baseFolder(environment, target), 'server-enospc');
}

async function roomAt(path: string, kind: FailureKind): Promise<FailureCause | null> {
  const space = await freeSpace(path);
  if (!space || hasRoom(space)) return null;
  const message = `Only ${space.free} bytes are free at ${path}; ${reservedSpace(space)} must stay free.`;
  return { kind, message, evidence: [message], path, free: space.free, reserved: reservedSpace(space) };
}
