import type { Job } from '@borgcube/domain/job/job';
import { EVENT_WORDS } from '@borgcube/domain/notification/event-words';
import type { MessagePayload } from '../notification/message-payload.ts';

interface OutcomeNames {
  /** `Backup of web03 to vault` */
  readonly work: string;
  readonly client: string | null;
  readonly repository: string | null;
}

const WARNINGS_SHOWN = 6;

/** What is told of a job that ended well, or with warnings. */
export function outcomeMessage(
  event: 'job-done' | 'job-warning',
  job: Job,
  { work, client, repository }: OutcomeNames,
): MessagePayload {
  const warnings = job.borgWarning ?? [];
  return {
    id: `job-${job.id}.${job.state}`,
    event,
    phase: 'told',
    title: event === 'job-done' ? `${work} is done` : `${work} ended with warnings`,
    text: [`Job: ${job.id}`, ...warnings.slice(0, WARNINGS_SHOWN)].join('\n'),
    severity: EVENT_WORDS[event].severity,
    at: job.timestampEnd ?? job.updatedAt,
    path: `/jobs/${job.id}`,
    client,
    repository,
    jobId: job.id,
  };
}
