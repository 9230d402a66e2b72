import { FAILURE_KINDS, type FailureCause, type FailureKind } from './failure-cause.ts';
import { STOPPED_OF } from './stopped-words.ts';

/** What a person can press after a failure; the console knows what each one does. */
export type FailureAct =
  | 'retry'
  | 'test-connection'
  | 'accept-host-key'
  | 'edit-connection'
  | 'edit-config'
  | 'open-repository'
  | 'connect-repository'
  | 'change-passphrase'
  | 'break-lock'
  | 'open-archives'
  | 'open-plan'
  | 'change-restore';

export interface FailureNames {
  readonly client: string | null;
  readonly repository: string | null;
  /** Of the job; a backup where it is not said. */
  readonly jobKind?: string | undefined;
}

export interface FailureWords {
  readonly heading: string;
  /** What it means for the data. */
  readonly meaning: string;
  /** The first is the one to press. */
  readonly acts: readonly FailureAct[];
}

const NOTHING = 'Nothing was read and nothing was written.';
const STOPPED = 'This run left no archive. What earlier backups saved is untouched.';
const DATA_SAFE = 'The data in the repository is untouched.';

/** Borg's own refusal of a repository that is older than it remembers: no archive is named. */
const ROLLED_BACK =
  'It is older than when it was last seen: rolled back, or restored from a copy. A sync compares what it holds with the record, and opens it again.';

interface Subject {
  readonly isRestore: boolean;
  readonly client: string;
  readonly repository: string;
  readonly cause: FailureCause;
}
type Words = readonly [
  heading: (subject: Subject) => string,
  meaning: string | ((subject: Subject) => string),
  acts: readonly FailureAct[],
];

const CHANGE: readonly FailureAct[] = ['change-restore', 'retry'];

const text = (cause: FailureCause, key: string): string | null => {
  const value = cause[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

/** What a check names, and how a person counts it. */
const DAMAGED = [
  ['archives', 'archive'],
  ['files', 'file'],
  ['segments', 'segment'],
  ['chunks', 'chunk'],
] as const;

/** `: 1 archive, 2 segments`; nothing where nothing is named. */
function named(cause: FailureCause, lists: ReadonlyArray<readonly [string, string]>): string {
  const parts = lists.flatMap(([key, noun]) => {
    const list = cause[key];
    if (!Array.isArray(list) || list.length === 0) return [];
    return [`${list.length} ${noun}${list.length === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}

function gone(cause: FailureCause): string {
  const count = cause.count;
  if (typeof count !== 'number') return '';
  return count === 1 ? ': 1 archive is gone' : `: ${count} archives are gone`;
}

const WORDS: Readonly<Record<FailureKind, Words>> = {
  'client-connection-missing': [
    ({ client }) => `${client} has no connection.`,
    NOTHING,
    ['edit-connection', 'retry'],
  ],
  'client-connection-failed': [
    ({ client, cause }) =>
      text(cause, 'port')
        ? `${client} did not answer on port ${text(cause, 'port')}.`
        : `${client} could not be reached.`,
    STOPPED,
    ['test-connection', 'retry', 'edit-connection'],
  ],
  'client-host-key-unknown': [
    ({ client }) => `${client} shows a host key that is not accepted yet.`,
    NOTHING,
    ['test-connection', 'retry'],
  ],
  'client-host-key-mismatch': [
    ({ client }) => `${client} shows another host key than the accepted one.`,
    `${NOTHING} The machine was set up anew, or something else answers in its place.`,
    ['test-connection', 'edit-connection'],
  ],
  'client-borg-missing': [
    ({ client }) => `${client} has no Borg.`,
    `${NOTHING} Install borgbackup there, or name its path in the connection.`,
    ['test-connection', 'edit-connection', 'retry'],
  ],
  'client-borg-outdated': [
    ({ client }) => `${client} has a Borg that is too old.`,
    NOTHING,
    ['test-connection', 'retry'],
  ],
  'client-path-missing': [
    ({ client, cause }) =>
      text(cause, 'path') ? `${client} has no ${text(cause, 'path')}.` : `${client} has none of the paths.`,
    `${NOTHING} A volume may not be mounted.`,
    ['retry', 'edit-config'],
  ],
  'client-violated-protocol': [
    ({ client, isRestore }) =>
      isRestore ? 'The archive holds what no backup writes.' : `${client} sent what a backup never sends.`,
    ({ isRestore }) =>
      isRestore
        ? 'It could write outside of the target, so nothing was written. Look at the machine that made it before you trust it again.'
        : `${STOPPED} Look at the machine before you trust it again.`,
    ['test-connection'],
  ],
  'nothing-backed-up': [
    ({ client }) => `${client} backed up no file.`,
    'The archive is empty. Paths, excludes or mounts are not what they were.',
    ['edit-config', 'retry'],
  ],
  'repository-does-not-exist': [
    ({ repository }) => `There is no repository where ${repository} should be.`,
    `${NOTHING} A volume may not be mounted, or the repository was moved.`,
    ['open-repository', 'retry'],
  ],
  'repository-id-mismatch': [
    ({ repository }) => `Another repository lies where ${repository} should be.`,
    NOTHING,
    ['open-repository', 'retry'],
  ],
  'repository-check-needed': [
    ({ repository }) => `${repository} asks for a check.`,
    STOPPED,
    ['open-repository', 'retry'],
  ],
  'repository-damaged': [
    ({ repository, cause }) => `${repository} is damaged${named(cause, DAMAGED)}.`,
    'Some of what was saved may not be readable. Nothing is pruned there until a check as thorough as this one finds nothing wrong.',
    ['open-repository', 'retry'],
  ],
  'repository-tampered': [
    ({ repository, cause }) => `${repository} was changed by someone else${gone(cause)}.`,
    'Nothing is removed and no room is given back there until a person decides: bring the archives back, or accept that they are gone.',
    ['open-repository', 'retry'],
  ],
  'repository-enospc': [
    ({ repository }) => `The disk of ${repository} is full.`,
    `${STOPPED} Make room, then retry.`,
    ['retry', 'open-repository'],
  ],
  'repository-lock-timeout': [
    ({ repository }) => `${repository} is locked by someone else.`,
    STOPPED,
    ['retry', 'open-repository'],
  ],
  'repository-lock-failed': [
    ({ repository }) => `${repository} could not be locked.`,
    `${STOPPED} The server may not be allowed to write there.`,
    ['open-repository', 'retry'],
  ],
  'repository-connection-failed': [
    ({ repository }) => `${repository} could not be reached.`,
    STOPPED,
    ['open-repository', 'retry'],
  ],
  'repository-host-key-unknown': [
    ({ repository }) => `${repository} shows a host key that is not accepted yet.`,
    NOTHING,
    ['open-repository'],
  ],
  'repository-host-key-mismatch': [
    ({ repository }) => `${repository} shows another host key than the accepted one.`,
    NOTHING,
    ['open-repository'],
  ],
  'repository-passphrase-wrong': [
    ({ repository }) => `The stored passphrase does not open ${repository}.`,
    `${NOTHING} Someone changed it outside of BorgCube.`,
    ['change-passphrase', 'retry'],
  ],
  'repository-key-missing': [
    ({ repository }) => `The key of ${repository} is missing.`,
    NOTHING,
    ['open-repository', 'retry'],
  ],
  'cache-lock-timeout': [
    ({ repository }) => `Another Borg uses the cache of ${repository}.`,
    STOPPED,
    ['retry'],
  ],
  'cache-lock-failed': [
    ({ repository }) => `The cache of ${repository} could not be locked.`,
    STOPPED,
    ['retry'],
  ],
  'server-enospc': [
    () => "This server's own disk is full.",
    `${STOPPED} Make room in the data directory, then retry.`,
    ['retry'],
  ],
  'archive-missing': [
    ({ cause }) =>
      text(cause, 'path') === null
        ? 'The archive is not in the repository.'
        : `The archive does not hold ${text(cause, 'path')}.`,
    ({ cause }) => (text(cause, 'path') === null ? 'It was deleted or renamed.' : 'Nothing was written.'),
    ['open-archives'],
  ],
  'restore-differs': [
    ({ client }) => `Not all of ${client} came back as it should.`,
    'It was restored to a scratch place for comparison, which is gone again. The repository is untouched.',
    ['open-archives', 'retry'],
  ],
  'plan-refused': [
    ({ repository }) => `The plan would delete too much of ${repository}.`,
    'Nothing was deleted. It goes on when someone confirms that very plan, or when the policy is mended.',
    ['open-plan', 'retry'],
  ],
  'target-enospc': [() => 'The disk of the target is full.', DATA_SAFE, CHANGE],
  'target-not-writable': [() => 'The target cannot be written to.', DATA_SAFE, CHANGE],
  'target-conflict': [() => 'Files are in the way at the target.', 'Nothing was written.', CHANGE],
  'restore-incomplete': [
    () => 'Not all of it is as in the archive.',
    'What differed in its content was not put in place. The receipt names every such path.',
    CHANGE,
  ],
  'command-failed': [
    ({ cause }) => {
      const program = text(cause, 'program') ?? 'Borg';
      const signal = text(cause, 'signal');
      return signal ? `${program} was ended by ${signal}.` : `${program} ended with an error.`;
    },
    STOPPED,
    ['retry', 'edit-config'],
  ],
  'hook-failed': [
    ({ client }) => `${client} failed the command before the backup.`,
    NOTHING,
    ['edit-config', 'retry'],
  ],
  timeout: [({ client }) => `${client} took too long and was stopped.`, STOPPED, ['retry', 'edit-config']],
  'worker-lost': [() => 'The worker that ran this job is gone.', STOPPED, ['retry']],
  'worker-restart': [() => 'The server was stopped while this job ran.', STOPPED, ['retry']],
  'internal-error': [
    () => 'BorgCube made a mistake.',
    `${STOPPED} The log holds more; report it.`,
    ['retry'],
  ],
};

export function isFailureKind(kind: string): kind is FailureKind {
  return (FAILURE_KINDS as readonly string[]).includes(kind);
}

/** Names come first where they are known; a cause that a plugin added is shown as it is. */
export function failureWords(cause: FailureCause, names: FailureNames): FailureWords {
  if (!isFailureKind(cause.kind))
    return { heading: cause.kind, meaning: cause.message ?? '', acts: ['retry'] };
  const [heading, meaning, acts] = WORDS[cause.kind];
  const subject = {
    client: names.client ?? 'The client',
    repository: names.repository ?? 'The repository',
    isRestore: names.jobKind === 'restore' || names.jobKind === 'verify-restore',
    cause,
  };
  const said = typeof meaning === 'string' ? meaning : meaning(subject);
  return {
    heading: heading(subject),
    meaning: isRolledBack(cause) ? ROLLED_BACK : meaningFor(names.jobKind, said),
    acts,
  };
}

function isRolledBack({ kind, count }: FailureCause): boolean {
  return kind === 'repository-tampered' && typeof count !== 'number';
}

function meaningFor(jobKind: string | undefined, meaning: string): string {
  const stopped = jobKind === undefined ? undefined : STOPPED_OF[jobKind];
  return stopped === undefined ? meaning : meaning.replace(STOPPED, stopped);
}
