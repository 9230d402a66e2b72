import { BorgFailure } from '@borgcube/borg/exit/borg-failure';
import { failureError } from '@borgcube/domain/failure/failure-error';

/** What Borg or ssh could not do, as the answer to a request. */
export async function explained<T>(act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (error) {
    throw asAnswer(error);
  }
}

export function asAnswer(error: unknown): unknown {
  return error instanceof BorgFailure ? failureError(error.failure) : error;
}
