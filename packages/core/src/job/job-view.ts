import type { JobRow } from '@borgcube/db/job-store';
import { FailureCauseView, type Job, JobProgress } from '@borgcube/domain/job/job';
import { z } from 'zod';

const Warnings = z.array(z.string());

/** The wire view of a stored job; JSON of another shape than today's is shown as absent, never as an error. */
export function toJobView(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    repositoryId: row.repositoryId,
    clientId: row.clientId,
    configId: row.configId,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    timestampStart: row.timestampStart?.toISOString() ?? null,
    timestampEnd: row.timestampEnd?.toISOString() ?? null,
    failureCause: FailureCauseView.safeParse(row.failureCause).data ?? null,
    borgWarning: Warnings.safeParse(row.borgWarning).data ?? null,
    progress: JobProgress.safeParse(row.progress).data ?? null,
    archiveId: row.archiveId,
    attempt: row.attempt,
    retryOf: row.retryOf,
    createdBy: row.createdBy,
    cancelRequestedAt: row.cancelRequestedAt?.toISOString() ?? null,
  };
}
