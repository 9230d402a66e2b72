import { BorgFailure } from '@borgcube/borg/exit/borg-failure';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { connectRepository } from '@borgcube/borg/repository/connect-repository';
import { readRepositoryId } from '@borgcube/borg/repository/read-repository-id';
import { localPathOf, type RepositoryTarget } from '@borgcube/borg/repository/repository-target';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';

/**
 * Looked at before anything is started that could write: in the repository's own file, or where it lies behind ssh by opening it.
 * Null when all is well. A key file must be in its place before.
 */
export async function checkRepositoryId(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  expected: string,
): Promise<FailureCause | null> {
  const path = localPathOf(target);
  if (path === null) return checkRemoteId(environment, target, expected);
  const found = await readRepositoryId(path);
  if (found === null) {
    return { kind: 'repository-does-not-exist', message: `There is no Borg repository at ${path}.`, path };
  }
  return judgeId(path, found, expected);
}

async function checkRemoteId(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  expected: string,
): Promise<FailureCause | null> {
  try {
    return judgeId(target.url, (await connectRepository(environment, target)).borgId, expected);
  } catch (error) {
    if (error instanceof BorgFailure) return error.failure;
    throw error;
  }
}

function judgeId(path: string, found: string, expected: string): FailureCause | null {
  if (expected === '' || found === expected) return null;
  return {
    kind: 'repository-id-mismatch',
    message: `At ${path} lies the repository ${found}, not ${expected}. Nothing was written.`,
    path,
    expected,
    found,
  };
}
