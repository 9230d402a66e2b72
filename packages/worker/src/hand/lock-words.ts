import { originOfHostId } from '@borgcube/borg/process/host-id';
import { type LockHolder, readRepositoryLock } from '@borgcube/borg/repository/repository-lock';
import type { RepositoryTarget } from '@borgcube/core/borg-hand';
import { toBorgRepository } from './borg-target.ts';

const WHAT_NEXT =
  'Try again when it has ended. If you know that no Borg works there any more, press Break lock on the page of the repository.';

/** Who keeps a request from a repository, as far as can be seen from here, and what a person can do. */
export async function lockWords(target: RepositoryTarget): Promise<string> {
  const holders = await readRepositoryLock(toBorgRepository(target));
  if (holders === null) return `Another Borg works on this repository. ${WHAT_NEXT}`;
  const [first] = holders.filter(({ access }) => access === 'exclusive').concat(holders);
  if (!first) return 'Another Borg worked on this repository just now. Try again.';
  return `Another Borg works on this repository: ${nameOf(first)}. ${WHAT_NEXT}`;
}

function nameOf({ hostId, pid }: LockHolder): string {
  const isHere = originOfHostId(hostId) === 'this-namespace';
  return `process ${pid} of ${isHere ? 'this server' : hostId}`;
}
