import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { SessionEvents } from '../create/remote-session.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import type { RepositoryTarget } from '../repository/repository-target.ts';
import type { Conflict } from './judge-existing.ts';
import type { Machine } from './machine.ts';
import type { EntryCounts } from './plan-restore.ts';

/** How files get from the archive to the target: Borg there; unpacked here and sent by tar; a tar of Borg's. */
export type Channel = 'borg' | 'scratch' | 'tar';

/** From where and to which machine. */
export interface RestorePlaces {
  readonly environment: BorgEnvironment;
  readonly repository: RepositoryTarget;
  readonly machine: Machine;
  /** A client may read this repository by a Borg of its own; null: it gets no key. */
  readonly clientBorg: { readonly remoteBorg: string; readonly remoteCacheDir: string | null } | null;
}

/** What is restored and where to. */
export interface RestoreWish {
  readonly archive: string;
  /** Archive paths; `''` is everything. */
  readonly paths: readonly string[];
  /** The target: an absolute path. Each stored path is written whole below it. */
  readonly path: string;
  readonly owner: 'stored' | 'numeric' | 'user';
  /** Where `owner` is `user`. */
  readonly user: string | null;
}

export interface RestoreRun extends RestoreWish {
  readonly jobId: number;
  readonly conflict: Conflict;
  /** Null: the first that is possible, of borg, scratch, tar. */
  readonly channel: Channel | null;
  readonly signal: AbortSignal;
  readonly limits?: { readonly silenceMs: number; readonly beatMs: number };
}

/** `checking`: the target; `restoring`: unpacked beside its place; `reading`: read back; then it is put in its place. */
export type RestoreStage = 'checking' | 'restoring' | 'reading';

export interface RestoreEvents extends Pick<SessionEvents, 'onLine' | 'onProcess'> {
  readonly onStage: (stage: RestoreStage) => Promise<void>;
  readonly onProgress: (progress: RestoreProgress) => void;
  /** Awaited before anything is made there: what to remove if everything goes down. */
  readonly onStaging: (path: string, settled: RestoreSettled) => Promise<void>;
  /** Awaited before the first file goes to its place: from now on something may be there. */
  readonly onPlacing: () => Promise<void>;
  /** Each path that was asked for, in the order of the tree, once its fate is sealed. */
  readonly onOutcome: (line: OutcomeLine) => Promise<void>;
}

/** What is known of a restore when its writing begins. */
export type RestoreSettled = Pick<
  RestoreResult,
  'channel' | 'precision' | 'areAttributesCompared' | 'selected' | 'isRoot'
>;

export interface RestoreProgress {
  readonly message: string;
  readonly bytes?: number;
  readonly files?: number;
  readonly percent?: number | null;
}

export type Outcome = 'written' | 'skipped' | 'failed' | 'different';

export interface OutcomeLine {
  readonly path: string;
  readonly type: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly size: number;
  readonly sha256: string | null;
}

export interface RestoreResult {
  /** Null: all that should be written was written, and read back identical. */
  readonly cause: FailureCause | null;
  readonly channel: Channel | null;
  readonly precision: 'second' | 'microsecond' | null;
  /** What was asked for; null: it was not found out. */
  readonly selected: EntryCounts | null;
  readonly warnings: readonly string[];
  /** Whether extended attributes and ACLs were read back too; null: they did not come along, or nothing was read back. */
  readonly areAttributesCompared: boolean | null;
  /** Who writes at the target is root; owners come along only then. */
  readonly isRoot: boolean;
  /** A folder at the target that could not be removed. */
  readonly left: string | null;
}
