import type { ListedArchive } from '@borgcube/borg/repository/list-archives';
import { failureError } from '@borgcube/domain/failure/failure-error';
import type { OpenRepository } from './open-repository.ts';

/**
 * Borg is asked by name, and under a name another archive may lie by now: throws `archive-missing` unless it is the very
 * same.
 */
export function requireListed(
  { name: repository }: Pick<OpenRepository, 'name'>,
  { name, fingerprint }: { readonly name: string; readonly fingerprint: string },
  listed: ReadonlyArray<Pick<ListedArchive, 'id' | 'name'>>,
): void {
  if (listed.some((one) => one.id === fingerprint && one.name === name)) return;
  const message = `${name} is not in ${repository} as it was recorded.`;
  throw failureError({ kind: 'archive-missing', message, archives: [name] });
}
