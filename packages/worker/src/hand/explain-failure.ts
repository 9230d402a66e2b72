import { BorgFailure } from '@borgcube/borg/exit/borg-failure';
import type { RepositoryTarget } from '@borgcube/core/borg-hand';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { failureError } from '@borgcube/domain/failure/failure-error';
import { lockWords } from './lock-words.ts';

/** What Borg or ssh could not do, as the answer to a request; about this repository, where it is about one. */
export async function explained<T>(act: Promise<T>, target?: RepositoryTarget): Promise<T> {
  try {
    return await act;
  } catch (error) {
    throw await asAnswer(error, target);
  }
}

export async function asAnswer(error: unknown, target?: RepositoryTarget): Promise<unknown> {
  if (!(error instanceof BorgFailure)) return error;
  return failureError(target ? await withLockWords(error.failure, target) : error.failure);
}

/** Borg's own words name a file. */
async function withLockWords(failure: FailureCause, target: RepositoryTarget): Promise<FailureCause> {
  switch (failure.kind) {
    case 'repository-lock-timeout':
      return { ...failure, message: await lockWords(target) };
    case 'cache-lock-timeout':
      return {
        ...failure,
        message: 'Another Borg of this server is using its cache of the repository. Try again in a moment.',
      };
    default:
      return failure;
  }
}
