import { FAILURE_KINDS, type FailureCause, type FailureKind } from './failure-cause.ts';

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
  | 'open-archives';

export interface FailureNames {
  readonly client: string | null;
  readonly repository: string | null;
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

interface Subject {
  readonly client: string;
  readonly repository: string;
  readonly cause: FailureCause;
}
type Words = readonly [heading: (subject: Subject) => string, meaning: string, acts: readonly FailureAct[]];

const text = (cause: FailureCause, key: string): string | null => {
  const value = cause[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

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
    ({ client }) => `${client} sent what a backup never sends.`,
    `${STOPPED} Look at the machine before you trust it again.`,
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
    ({ repository }) => `${repository} is damaged.`,
    'Some of what was saved may not be readable. Do not remove anything before a check.',
    ['open-repository'],
  ],
  'repository-tampered': [
    ({ repository }) => `${repository} was changed by someone else.`,
    'Decide before anything is removed.',
    ['open-repository'],
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
    () => 'The archive is not in the repository.',
    'It was deleted or renamed.',
    ['open-archives'],
  ],
  'plan-refused': [() => 'The plan would delete too much.', 'Nothing was deleted.', ['open-repository']],
  'target-enospc': [() => 'The disk of the target is full.', DATA_SAFE, ['retry']],
  'target-not-writable': [() => 'The target cannot be written to.', DATA_SAFE, ['retry']],
  'target-conflict': [() => 'Files are in the way at the target.', 'Nothing was written.', ['retry']],
  'command-failed': [
    ({ cause }) =>
      text(cause, 'signal') ? `Borg was ended by ${text(cause, 'signal')}.` : 'Borg ended with an error.',
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
    cause,
  };
  return { heading: heading(subject), meaning, acts };
}
