import type { Archive } from '@borgcube/domain/archive/archive';
import type { Client } from '@borgcube/domain/client/client';
import type { ListedClient } from '@borgcube/domain/client/client-list';
import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { Tone } from '../../theme/tokens.ts';

/** A client with everything its row tells. */
export interface ClientRow {
  client: Client;
  /** Age of the newest good archive; null while there is none. */
  ageMs: number | null;
  lastJob: Job | null;
  lastArchive: Archive | null;
  configs: ListedClient['configs'];
}

export interface Standing {
  tone: Tone;
  word: string;
  /** What stands beside the word: a cause, a number. */
  note: string | null;
}

export function ageOf(client: Pick<Client, 'newestGoodArchiveAt'>, now: Date): number | null {
  if (client.newestGoodArchiveAt === null) return null;
  return Math.max(0, now.getTime() - new Date(client.newestGoodArchiveAt).getTime());
}

/** The worst of what holds: failed, suspect, stale, warning, running, good. */
export function standingOf(row: ClientRow): Standing {
  const { client, lastJob, ageMs } = row;
  const suspect = row.lastArchive?.suspect ?? null;
  if (lastJob?.state === 'failed')
    return { tone: 'failed', word: 'Failed', note: lastJob.failureCause?.kind ?? null };
  if (suspect !== null) return { tone: 'suspect', word: 'Suspect', note: suspect };
  if (ageMs !== null && ageMs > client.objective)
    return { tone: 'stale', word: 'Stale', note: staleNote(row) };
  if (lastJob?.borgWarning) return { tone: 'warning', word: 'Warning', note: lastJob.borgWarning[0] ?? null };
  if (lastJob?.state === 'job_created') return { tone: 'neutral', word: 'Queued', note: null };
  if (lastJob && !isFinal(lastJob.state))
    return { tone: 'running', word: 'Running', note: runningNote(lastJob) };
  if (ageMs === null) return { tone: 'neutral', word: 'No archive yet', note: neverNote(row) };
  return { tone: 'ok', word: 'Good', note: null };
}

function staleNote(row: ClientRow): string | null {
  return row.configs.some((config) => config.enabled) ? null : 'no config is on';
}

function neverNote(row: ClientRow): string | null {
  return row.configs.length === 0 ? 'no config' : null;
}

function runningNote(job: Job): string | null {
  const percent = job.progress?.percent;
  return typeof percent === 'number' ? `${Math.floor(percent)} %` : null;
}
