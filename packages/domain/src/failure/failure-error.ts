import { DomainError } from '../error/domain-error.ts';
import type { FailureCause } from './failure-cause.ts';

/** A failure cause as the answer to a request: kind and message of the cause, code PRECONDITION_FAILED. */
export function failureError(cause: FailureCause): DomainError {
  const evidence = cause.message ?? cause.evidence?.[0] ?? cause.kind;
  return new DomainError('PRECONDITION_FAILED', cause.kind, evidence, { cause });
}
