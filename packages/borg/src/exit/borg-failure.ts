import type { FailureCause } from '@borgcube/domain/failure/failure-cause';

/** A short act that Borg or ssh could not do, with the cause as a job would store it. */
export class BorgFailure extends Error {
  override readonly name = 'BorgFailure';
  readonly failure: FailureCause;

  constructor(failure: FailureCause) {
    super(failure.message ?? failure.kind);
    this.failure = failure;
  }
}
