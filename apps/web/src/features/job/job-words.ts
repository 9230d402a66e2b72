import type { Job } from '@borgcube/domain/job/job';

/** What a job of a core kind is called in a sentence; a plugin's kind stands for itself. */
const KIND_WORDS: Record<string, string> = {
  backup: 'backup',
  check: 'check',
  prune: 'prune',
  compact: 'compaction',
  restore: 'restore',
  import: 'import of archives',
  sync: 'sync',
  'delete-archives': 'deletion of archives',
  catalog: 'listing',
  'verify-restore': 'restore drill',
};

/** How the repository stands to what a job does with a client's archives; by the word for it. */
const PREPOSITIONS: Record<string, string> = {
  'restore drill': 'from',
  'import of archives': 'from',
  'deletion of archives': 'from',
  prune: 'in',
  check: 'in',
  listing: 'in',
};

export function jobKindWord(kind: string): string {
  return KIND_WORDS[kind] ?? kind;
}

/** `backup of mail01 to vault`, `check of offsite`; names that are not known are left out. */
export function jobTitle(
  kind: string,
  clientName: string | null | undefined,
  repositoryName: string | null | undefined,
): string {
  const word = jobKindWord(kind);
  // The client of a restore is where it goes.
  if (word === 'restore')
    return `restore to ${clientName ?? 'this server'} from ${repositoryName ?? 'an archive'}`;
  if (!clientName) return repositoryName ? `${word} of ${repositoryName}` : word;
  if (!repositoryName) return `${word} of ${clientName}`;
  return `${word} of ${clientName} ${PREPOSITIONS[word] ?? 'to'} ${repositoryName}`;
}

/** The verb on the button that runs it again: `Retry backup`. */
export function retryWord(kind: string): string {
  return `Retry ${jobKindWord(kind)}`;
}

const ORIGINS: Record<string, string> = {
  user: '',
  schedule: 'schedule ',
  token: 'token ',
  cli: 'command line, ',
  trigger: 'trigger ',
  job: 'job ',
};

/** `schedule:Nightly` becomes `schedule Nightly`, `user:mk` becomes `mk`. */
export function startedByWords(createdBy: string): string {
  const colon = createdBy.indexOf(':');
  if (colon < 0) return createdBy === 'scheduler' ? 'a schedule' : createdBy;
  const origin = ORIGINS[createdBy.slice(0, colon)];
  if (origin === undefined) return createdBy;
  return `${origin}${createdBy.slice(colon + 1)}`;
}

/** How long it ran or runs, in milliseconds; null before its start. */
export function jobDurationMs(job: Pick<Job, 'timestampStart' | 'timestampEnd'>, now: Date): number | null {
  if (!job.timestampStart) return null;
  const end = job.timestampEnd ? Date.parse(job.timestampEnd) : now.getTime();
  return Math.max(0, end - Date.parse(job.timestampStart));
}

/** How long it stood in the queue, in milliseconds. */
export function jobWaitedMs(job: Pick<Job, 'createdAt' | 'timestampStart'>): number | null {
  if (!job.timestampStart) return null;
  return Math.max(0, Date.parse(job.timestampStart) - Date.parse(job.createdAt));
}
