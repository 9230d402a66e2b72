import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { type FailureAct, type FailureNames, failureWords } from '@borgcube/domain/failure/failure-words';
import type { Job } from '@borgcube/domain/job/job';

export interface FailureView {
  cause: string;
  title: string;
  meaning: string | null;
  evidence: readonly string[];
  acts: readonly FailureAct[];
}

/** What the failure card says; a cause that is not known here is shown by its id and its evidence. */
export function failureView(cause: NonNullable<Job['failureCause']>, names: FailureNames): FailureView {
  // On the wire a kind is any text, so that an unknown one can be shown; failureWords expects exactly that.
  const words = failureWords(cause as FailureCause, names);
  return {
    cause: cause.kind,
    title: words.heading,
    meaning: words.meaning === '' ? null : words.meaning,
    evidence: evidenceOf(cause),
    acts: words.acts,
  };
}

/** The message leads unless the evidence holds it already. */
function evidenceOf(cause: NonNullable<Job['failureCause']>): string[] {
  const lines = cause.evidence ?? [];
  if (!cause.message || lines.some((line) => line.includes(cause.message ?? ''))) return lines;
  return [cause.message, ...lines];
}
