import type { Job } from '@borgcube/domain/job/job';

export type FailureAct = 'retry' | 'test-connection' | 'edit-connection' | 'open-repository' | 'open-config';

export interface FailureView {
  cause: string;
  title: string;
  meaning: string | null;
  evidence: readonly string[];
  acts: readonly FailureAct[];
}

interface Names {
  client: string | null;
  repository: string | null;
}

/** What the failure card says; a cause that is not known here is shown by its id and its evidence. */
export function failureView(cause: NonNullable<Job['failureCause']>, _names: Names): FailureView {
  return {
    cause: cause.kind,
    title: cause.message ?? 'The job failed.',
    meaning: null,
    evidence: cause.evidence ?? (cause.message ? [cause.message] : []),
    acts: ['retry'],
  };
}
