import type { FailureKind } from '@borgcube/domain/failure/failure-cause';

/**
 * Borg's names of its errors (1.2 and 1.4: `borg/helpers/errors.py`, `repository.py`, `remote.py`, `cache.py`, `crypto/key.py`)
 * and the exit codes that 1.4 gives them under BORG_EXIT_CODES=modern.
 * `lock` and `connection` need a look at the message: which lock, which side.
 */
const TABLE: ReadonlyArray<
  readonly [
    kind: FailureKind | 'lock-timeout' | 'lock-failed' | 'connection',
    names: string,
    codes: readonly number[],
  ]
> = [
  [
    'repository-does-not-exist',
    'DoesNotExist InvalidRepository ParentPathDoesNotExist PathPermissionDenied PathDoesNotExist',
    [13, 15, 18, 21],
  ],
  ['repository-check-needed', 'CheckNeeded', [12]],
  ['repository-enospc', 'InsufficientFreeSpaceError StorageQuotaExceeded', [14, 20]],
  [
    'repository-damaged',
    'IntegrityError FileIntegrityError DecompressionError ObjectNotFound InvalidRepositoryConfig NoManifestError ArchiveTAMInvalid ArchiveTAMRequiredError ArchiveTAMRequired TAMInvalid TAMRequiredError TAMRequired TAMUnsupportedSuiteError UnknownRepositoryVersion',
    [16, 17, 26, 90, 91, 92, 95, 96, 97, 98, 99],
  ],
  ['repository-tampered', 'RepositoryReplay RepositoryIDNotUnique EncryptionMethodMismatch', [61, 63, 64]],
  ['repository-id-mismatch', 'RepositoryAccessAborted CacheInitAbortedError', [60, 62]],
  [
    'repository-passphrase-wrong',
    'PassphraseWrong NoPassphraseFailure PasscommandFailure PasswordRetriesExceeded',
    [50, 51, 52, 53],
  ],
  [
    'repository-key-missing',
    'KeyfileNotFoundError RepoKeyNotFoundError KeyfileMismatchError KeyfileInvalidError',
    [40, 41, 42, 44],
  ],
  ['archive-missing', 'Archive.DoesNotExist', [31]],
  ['client-borg-outdated', 'MandatoryFeatureUnsupported RPCServerOutdated', [25, 84]],
  [
    'client-violated-protocol',
    'PathNotAllowed InvalidRPCMethod UnexpectedRPCDataFormatFromClient',
    [82, 83, 85],
  ],
  ['lock-timeout', 'LockTimeout', [73]],
  ['lock-failed', 'LockError LockErrorT LockFailed NotLocked NotMyLock', [70, 71, 72, 74, 75]],
  [
    'connection',
    'ConnectionClosed ConnectionClosedWithHint ConnectionBrokenWithHint UnexpectedRPCDataFormatFromServer',
    [80, 81, 86, 87],
  ],
];

export type MsgidMeaning = (typeof TABLE)[number][0];

/** 1.2 and 1.4 name the same error with and without its class in front (`Repository.CheckNeeded`, over ssh `CheckNeeded`). */
export function meaningOfMsgid(msgid: string): MsgidMeaning | null {
  if (msgid === 'Archive.DoesNotExist') return 'archive-missing';
  const name = msgid.slice(msgid.lastIndexOf('.') + 1);
  return TABLE.find(([, names]) => names.split(' ').includes(name))?.[0] ?? null;
}

export function meaningOfModernCode(code: number): MsgidMeaning | null {
  return TABLE.find(([, , codes]) => codes.includes(code))?.[0] ?? null;
}
