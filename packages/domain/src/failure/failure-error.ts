import { DomainError } from '../error/domain-error.ts';
import type { FailureCause } from './failure-cause.ts';

/** A failure cause that is thrown; a job that meets it fails with all of it. */
export class FailureError extends DomainError {
  readonly failure: FailureCause;

  constructor(failure: FailureCause) {
    const evidence = failure.message ?? failure.evidence?.[0] ?? failure.kind;
    super('PRECONDITION_FAILED', failure.kind, evidence);
    this.failure = failure;
  }
}

/** A failure cause as the answer to a request: kind and message of the cause, code PRECONDITION_FAILED. */
export function failureError(cause: FailureCause): DomainError {
  return new FailureError(cause);
}
