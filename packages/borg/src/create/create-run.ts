import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { SshAccess } from '../connection/ssh-access.ts';
import type { BorgLine, CreateProgress } from '../log/borg-line.ts';
import type { Grace } from '../process/end-process-group.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import type { ArchiveFigures } from '../repository/list-archives.ts';
import type { RepositoryTarget } from '../repository/repository-target.ts';
import type { CreateSpec } from './create-arguments.ts';

/** What runs where: `local` Borg on this server, `ssh` Borg on the client, `pull` tar on the client and Borg on this server. */
export type CreateTransport =
  | { readonly type: 'local' }
  | {
      readonly type: 'ssh';
      readonly access: SshAccess;
      /** Borg's name or path on the client. */
      readonly remoteBorg: string;
      /** Where Borg's caches lie on the client; null: its own default. */
      readonly remoteCacheDir: string | null;
    }
  | { readonly type: 'pull'; readonly access: SshAccess; readonly remoteCacheDir: string | null };

export interface CreateTarget {
  readonly environment: BorgEnvironment;
  readonly repository: RepositoryTarget;
  readonly transport: CreateTransport;
}

export type TargetOf<Type extends CreateTransport['type']> = CreateTarget & {
  readonly transport: Extract<CreateTransport, { type: Type }>;
};

export interface CreateRun {
  readonly archive: string;
  readonly spec: CreateSpec;
  /** Keeps the files cache of this config apart, and marks its processes. */
  readonly configId: string;
  readonly jobId: number;
  /** Paths that were mount points in the last good run; one that is none now stops the backup. */
  readonly mountPoints: readonly string[];
  readonly beforeCommand?: string | null | undefined;
  readonly afterCommand?: string | null | undefined;
  /** Cancels: SIGINT, SIGTERM, SIGKILL. */
  readonly signal?: AbortSignal | undefined;
  readonly limits?: Partial<CreateLimits> | undefined;
}

/** Milliseconds, but for the grace. */
export interface CreateLimits {
  readonly grace: Grace;
  /** For the command before and the one after, each. */
  readonly commandMs: number;
  /** The wrapper on a client ends Borg when it heard nothing from the server for so long. */
  readonly silenceMs: number;
  /** The first word to a client's wrapper, and each next one. */
  readonly beatMs: number;
}

export const CREATE_LIMITS: CreateLimits = {
  grace: { interruptMs: 60_000, terminateMs: 30_000 },
  commandMs: 600_000,
  silenceMs: 120_000,
  beatMs: 30_000,
};

/** `prepared`: reached, command before done, paths there. `running`: Borg is let go. `ended`: Borg ended. `cleanup`: the command after runs. */
export type CreateStage = 'prepared' | 'running' | 'ended' | 'cleanup';

export interface CreateEvents {
  /** Borg's own lines, progress aside. */
  readonly onLine?: (line: BorgLine) => void;
  readonly onProgress?: (progress: CreateProgress) => void;
  /** What the commands before and after print. */
  readonly onOutput?: (line: string, command: 'before' | 'after') => void;
  /** Awaited before each process of the run is let go; a throw ends the run, and rejects. */
  readonly onProcess?: (identity: ProcessIdentity) => Promise<void>;
  /** Awaited; a throw ends the run before Borg starts, and rejects. */
  readonly onStage?: (stage: CreateStage) => Promise<void>;
}

export interface CreateResult {
  readonly outcome: 'done' | 'failed' | 'cancelled';
  readonly cause: FailureCause | null;
  /** What Borg said of its archive (`create --json`); null where it made none. */
  readonly archive: ArchiveFigures | null;
  /** Missing paths, Borg's warnings, a command after that failed. */
  readonly warnings: readonly string[];
  /** Paths that are mount points now, for the next run's `mountPoints`. */
  readonly mountPoints: readonly string[];
  /** It failed or was cancelled after Borg had begun to read: the archive may be in the repository all the same. */
  readonly mayHaveArchive: boolean;
  /** Whether the archive holds nothing but directories. */
  readonly isEmpty: boolean;
}
