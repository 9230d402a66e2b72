import { BorgFailure } from '@borgcube/borg/exit/borg-failure';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { FAILURE_KINDS, type FailureCause } from '@borgcube/domain/failure/failure-cause';
import { FailureError } from '@borgcube/domain/failure/failure-error';
import { HookVetoError } from '@borgcube/plugin-kit/hook-caller';

/** What was thrown while a job ran, as the cause that is stored with it. */
export function causeOfError(error: unknown): FailureCause {
  if (error instanceof HookVetoError) return { kind: 'hook-failed', message: error.message };
  if (error instanceof BorgFailure || error instanceof FailureError) return error.failure;
  const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  // Use cases refuse with the failure kind as their own kind.
  const kind = error instanceof DomainError ? FAILURE_KINDS.find((known) => known === error.kind) : undefined;
  return { kind: kind ?? 'internal-error', message };
}
