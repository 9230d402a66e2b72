import { readRepositoryId } from '@borgcube/borg/repository/read-repository-id';
import { localPathOf, type RepositoryTarget } from '@borgcube/borg/repository/repository-target';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';

/** Looked at in the repository's own file before anything is started that could write; null when all is well. */
export async function checkRepositoryId(
  target: RepositoryTarget,
  expected: string,
): Promise<FailureCause | null> {
  const path = localPathOf(target);
  if (path === null) return null;
  const found = await readRepositoryId(path);
  if (found === null) {
    return { kind: 'repository-does-not-exist', message: `There is no Borg repository at ${path}.`, path };
  }
  if (expected === '' || found === expected) return null;
  return {
    kind: 'repository-id-mismatch',
    message: `At ${path} lies the repository ${found}, not ${expected}. Nothing was written.`,
    path,
    expected,
    found,
  };
}
