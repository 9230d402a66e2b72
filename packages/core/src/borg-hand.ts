import type { Readable } from 'node:stream';
import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import type { Transport } from '@borgcube/domain/backup-config/transport';
import type { ConnectionCheck, HostKey } from '@borgcube/domain/connection/connection';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { SeenHolder } from '@borgcube/domain/repository/lock-proof';
import type { Encryption } from '@borgcube/domain/repository/repository';
import type { RestorePreview } from '@borgcube/domain/restore/restore-preview';
import type { SecretText } from '@borgcube/domain/secret/secret-text';

/** How ssh proves who it is and whom it talks to. */
export interface SshIdentity {
  /** An OpenSSH private key; it lies in a 0600 file only while ssh runs. */
  readonly privateKey: SecretText | null;
  /** A private key file that lies on this server already. */
  readonly identityFile: string | null;
  /** The accepted host key, `type base64`; null: none yet. */
  readonly hostKeyLine: string | null;
}

export interface RepositoryTarget {
  /** Names the cache folder; for a repository that is not stored yet any fresh id. */
  readonly id: string;
  readonly url: string;
  readonly remoteBorg: string;
  /** Null only where the encryption needs none. */
  readonly passphrase: SecretText | null;
  /** Of the keyfile encryptions; null: none, or not needed. */
  readonly keyFile: SecretText | null;
  /** For ssh urls. */
  readonly ssh: SshIdentity | null;
}

export interface ConnectionTarget extends SshIdentity {
  readonly remote: string;
  readonly port: number | null;
  readonly rsh: string;
  readonly rshOptions: string | null;
  readonly remoteBorg: string;
  readonly remoteCacheDir: string | null;
}

/** What Borg says of a repository; `key` is `borg key export`, or the key file. */
export interface RepositoryFacts {
  readonly borgId: string;
  readonly encryption: Encryption;
  readonly key: SecretText | null;
  readonly freeSpace: number | null;
}

export interface ConnectionVerdict {
  /** Whether a backup can run; some checks are for information only. */
  readonly ok: boolean;
  readonly checks: readonly ConnectionCheck[];
  /** The key that the far side showed, also when it was refused. */
  readonly hostKey: HostKey | null;
}

/** What `borg init` made. */
export interface InitializedFacts extends RepositoryFacts {
  /** The repository was made, but not read to the end: id or key may be missing. */
  readonly incomplete: FailureCause | null;
}

/** Who holds a repository's lock: `host` is a Borg host id, `pid` its process there. */
export interface RepositoryLock {
  readonly holders: ReadonlyArray<SeenHolder & { readonly exclusive: boolean }>;
}

export interface ArchiveFile {
  /** The entry that was asked for; `size` is that of the content. */
  readonly entry: ArchiveEntry;
  /** Reading it to the end without an error means that Borg gave the whole file. */
  readonly content: Readable;
}

/** One level or file of an archive; `path` as ArchiveEntry spells it, '' is the root. */
export interface ArchivePath {
  readonly archiveName: string;
  readonly path: string;
}

/** Files and folders of an archive with what lies below them; '' is all of it. */
export interface ArchiveSelection {
  readonly archiveName: string;
  readonly paths: readonly string[];
}

/** What `borg create` is to do, in plain values; the transport decides where it runs. */
export interface CreateCommand {
  /** `user@host` of the client; null: none is known. */
  readonly remote: string | null;
  readonly transport: Transport;
  readonly archiveName: string;
  readonly paths: readonly string[];
  readonly excludes: readonly string[];
  readonly oneFileSystem: boolean;
  readonly compression: string;
  readonly checkpointInterval: number;
  readonly readSpecial: boolean;
  readonly ignoreInode: boolean;
  readonly extraOptions: string;
  readonly rateLimit: number | null;
}

/** What is to be restored, and where to. */
export interface RestoreWish extends ArchiveSelection {
  /** Absolute. */
  readonly path: string;
  /** Null: this server. */
  readonly connection: ConnectionTarget | null;
  /** The repository is this client's own. */
  readonly isOwn: boolean;
  /** How many of the paths that exist are told. */
  readonly limit: number;
}

export type RestoreSight = Omit<RestorePreview, 'archiveName' | 'target'> & {
  readonly target: Omit<RestorePreview['target'], 'clientId' | 'hostname' | 'path'>;
};

/**
 * The hand that moves Borg and ssh for short acts. Expected failures are DomainErrors of code PRECONDITION_FAILED whose
 * kind is the failure kind (`failureError`): `repository-does-not-exist`, `repository-passphrase-wrong`, `timeout`, …
 * It knows no record, takes no claim and writes nothing of ours.
 */
export interface BorgHand {
  /** Runs `borg init` and sets `additional_free_space`; refuses a place that holds a repository already. */
  init(target: RepositoryTarget, encryption: Encryption, signal?: AbortSignal): Promise<InitializedFacts>;
  /** The id from the repository's own config, without starting Borg where that can be done; null: no repository there. */
  readBorgId(target: RepositoryTarget, signal?: AbortSignal): Promise<string | null>;
  /** Opens the repository (`borg list --last 1`): so url, passphrase and key are proven. */
  connect(target: RepositoryTarget, signal?: AbortSignal): Promise<RepositoryFacts>;
  exportKey(target: RepositoryTarget, signal?: AbortSignal): Promise<SecretText>;
  /** Null: it lies behind ssh and cannot be looked at from here. */
  readLock(target: RepositoryTarget, signal?: AbortSignal): Promise<RepositoryLock | null>;
  breakLock(target: RepositoryTarget, signal?: AbortSignal): Promise<void>;
  /** Whether exactly this archive lies in the repository under this name; `fingerprint` is Borg's id of it. */
  holdsArchive(
    target: RepositoryTarget,
    archive: { readonly name: string; readonly fingerprint: string },
    signal?: AbortSignal,
  ): Promise<boolean>;
  /** The entry at the path and all below it, in Borg's order; '' is the whole archive. Ending the iteration ends Borg. */
  listEntries(
    target: RepositoryTarget,
    place: ArchivePath,
    signal?: AbortSignal,
  ): AsyncIterable<ArchiveEntry>;
  /** Null: there is no such file in the archive. Destroying the content ends Borg. */
  extractFile(target: RepositoryTarget, file: ArchivePath, signal?: AbortSignal): Promise<ArchiveFile | null>;
  /** Which of the paths the archive holds. */
  findPaths(
    target: RepositoryTarget,
    selection: ArchiveSelection,
    signal?: AbortSignal,
  ): Promise<ReadonlySet<string>>;
  /** Once its first bytes are there. Reading it to the end without an error means that it is whole. Destroying it ends Borg. */
  exportArchive(
    target: RepositoryTarget,
    selection: ArchiveSelection & { readonly format: 'tar' | 'tar.zst' | 'zip' },
    signal?: AbortSignal,
  ): Promise<Readable>;
  /** Lists the selection and looks at the target; nothing is written there. */
  previewRestore(repository: RepositoryTarget, wish: RestoreWish, signal: AbortSignal): Promise<RestoreSight>;
  /** Each thing that can go wrong has its own check; a refused or unknown host key is a check, not an error. */
  testConnection(target: ConnectionTarget, signal?: AbortSignal): Promise<ConnectionVerdict>;
  /** Null: the far side does not answer. */
  scanHostKey(target: ConnectionTarget, signal?: AbortSignal): Promise<HostKey | null>;
  /** The commands of a backup as words, each piped into the next; never hold a secret. */
  createCommandLine(target: RepositoryTarget, command: CreateCommand): ReadonlyArray<readonly string[]>;
}
