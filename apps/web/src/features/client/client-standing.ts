import type { Archive } from '@borgcube/domain/archive/archive';
import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import type { Client } from '@borgcube/domain/client/client';
import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { Tone } from '../../theme/tokens.ts';

/** A client with everything its row tells. */
export interface ClientRow {
  client: Client;
  /** Age of the newest good archive; null while there is none. */
  ageMs: number | null;
  lastJob: Job | null;
  /** Oldest first, at most 24. */
  archives: readonly Archive[];
  configs: readonly BackupConfig[];
}

export interface Standing {
  tone: Tone;
  word: string;
  /** What stands beside the word: a cause, a number. */
  note: string | null;
}

const SPARK_ARCHIVES = 24;

/** Joins what four lists answered; lists are newest first. */
export function clientRows(
  clients: readonly Client[],
  jobs: readonly Job[],
  archives: readonly Archive[],
  configs: readonly BackupConfig[],
  now: Date,
): ClientRow[] {
  const rows = clients.map((client) => ({
    client,
    ageMs: ageOf(client, now),
    lastJob: jobs.find((job) => job.clientId === client.id && job.kind === 'backup') ?? null,
    archives: archives
      .filter((archive) => archive.clientId === client.id)
      .slice(0, SPARK_ARCHIVES)
      .reverse(),
    configs: configs.filter((config) => config.clientId === client.id),
  }));
  return rows.sort(oldestFirst);
}

export function ageOf(client: Pick<Client, 'newestGoodArchiveAt'>, now: Date): number | null {
  if (client.newestGoodArchiveAt === null) return null;
  return Math.max(0, now.getTime() - new Date(client.newestGoodArchiveAt).getTime());
}

/** The worst of what holds: failed, suspect, stale, warning, running, good. */
export function standingOf(row: ClientRow): Standing {
  const { client, lastJob, ageMs } = row;
  const suspect = row.archives.at(-1)?.suspect ?? null;
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

export function needsSomeone(row: ClientRow): boolean {
  return ['failed', 'suspect', 'stale'].includes(standingOf(row).tone);
}

function oldestFirst(one: ClientRow, other: ClientRow): number {
  const share = (row: ClientRow) => {
    if (row.ageMs !== null) return row.ageMs / row.client.objective;
    // What is to be backed up and never was is older than anything; what has no config is not expected.
    return row.configs.some((config) => config.enabled) ? Number.MAX_VALUE : 0;
  };
  return share(other) - share(one) || one.client.hostname.localeCompare(other.client.hostname);
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

/** Whether a row has all words that were typed, in its name, description, repository, transport or state. */
export function rowMatches(
  row: ClientRow,
  text: string,
  repositoryName: (id: string) => string | null,
): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const told = [
    row.client.hostname,
    row.client.description,
    standingOf(row).word,
    ...row.configs.flatMap((config) => [
      config.label,
      `transport:${config.transport}`,
      `repo:${repositoryName(config.repositoryId) ?? ''}`,
    ]),
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => told.includes(word));
}
