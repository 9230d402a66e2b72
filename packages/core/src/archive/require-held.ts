import type { StoredArchive } from '@borgcube/db/archive-store';
import { failureError } from '@borgcube/domain/failure/failure-error';
import type { RepositoryTarget } from '../borg-hand.ts';
import type { CoreContext } from '../core-context.ts';

/**
 * Borg gives out files by the name of an archive, and another one may have been made under that name: throws
 * `archive-missing` unless the repository holds the very archive that is on record.
 */
export async function requireHeld(
  { borg }: Pick<CoreContext, 'borg'>,
  target: RepositoryTarget,
  { name, fingerprint }: Pick<StoredArchive, 'name' | 'fingerprint'>,
  signal?: AbortSignal,
): Promise<void> {
  if (await borg.holdsArchive(target, { name, fingerprint }, signal)) return;
  const message = `${name} is not in its repository as it was recorded: it was deleted or renamed, or another archive was made under this name. Sync the repository.`;
  throw failureError({ kind: 'archive-missing', message, archives: [name] });
}
