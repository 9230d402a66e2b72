import type { NewArchive } from '@borgcube/domain/archive/new-archive';
import type { EvolutionStep } from '@borgcube/domain/evolution/evolve';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { Job, JobLogLevel, JobProgress } from '@borgcube/domain/job/job';
import { isStable, type JobStateName } from '@borgcube/domain/job/job-state';
import type { RepositoryAccess } from '@borgcube/domain/job/repository-access';
import type { z } from 'zod';
import type { JobRequest } from './define-scheduled-action.ts';
import type { PluginStore } from './plugin-store.ts';
import type { PluginTransaction } from './plugin-transaction.ts';

/** How a run ended. The loop settles it; an executor writes no final state itself. */
export type JobOutcome = DoneOutcome | FailedOutcome | CancelledOutcome;

interface ProcessExit {
  /** Of the process that decided, for the `jobExit` hook. */
  readonly exitCode?: number | null;
  readonly signal?: string | null;
}

interface SettlingWork {
  /**
   * What else is true now, written in the transaction that settles the job, before its state. It may be tried again in
   * a transaction of its own, and a throw fails the job with `internal-error`.
   */
  settle?(argument: { readonly tx: PluginTransaction; readonly store: PluginStore }): Promise<void>;
}

export interface DoneOutcome extends ProcessExit, SettlingWork {
  readonly state: 'done';
  readonly borgWarning?: readonly string[];
  /** Written in the settling transaction: the archive that this job made. */
  readonly archive?: NewArchive;
  readonly archiveId?: string;
}

export interface FailedOutcome extends ProcessExit, SettlingWork {
  readonly state: 'failed';
  readonly cause: FailureCause;
  readonly borgWarning?: readonly string[];
  /** It is in the repository all the same, so it is on record. */
  readonly archive?: NewArchive;
}

export interface CancelledOutcome extends ProcessExit, SettlingWork {
  readonly state: 'cancelled';
}

/** A job as its executor sees it: the config is the frozen copy, evolved to the kind's current version. */
export interface RunnableJob<Config> {
  readonly job: Job;
  readonly config: Config;
}

/** Identity of a process group, stored with the job before the process is let go. */
export interface RecordedProcess {
  readonly pid: number;
  readonly processGroup: number;
  readonly startTime: string;
  readonly bootId: string;
  readonly pidNamespace: string;
}

export interface JobContext {
  /** Moves the job to one of its kind's states; throws when the job is no longer this worker's. */
  enter(state: string): Promise<void>;
  log(level: JobLogLevel, message: string): void;
  progress(progress: Partial<Omit<JobProgress, 'updatedAt'>>): void;
  /** To be awaited before the process is let go; the answer is called when it has ended. */
  recordProcess(role: string, process: RecordedProcess): Promise<() => Promise<void>>;
  /** Aborted on cancel, on shutdown and when the lease is lost; `reason` is a `StopReason`. */
  readonly signal: AbortSignal;
  readonly fence: number;
  /** The data of the kind's plugin. */
  readonly store: PluginStore;
}

/** Why a running job was told to stop. */
export type StopReason = 'cancelled' | 'shutdown' | 'lease-lost' | 'taken-over';

export interface JobExecutor<Config> {
  /** Asked inside the claiming transaction; default yes. It must answer at once and touch nothing. */
  canRun?(job: RunnableJob<Config>): boolean;
  /** In the worker, just before the start; moves the job out of `job_created`. */
  prepare?(job: RunnableJob<Config>, context: JobContext): Promise<void>;
  run(job: RunnableJob<Config>, context: JobContext): Promise<JobOutcome>;
  /**
   * Asked after the worker died and the job's processes are proven gone: whether the work was finished all the same.
   * Null: it was not.
   */
  recover?(job: RunnableJob<Config>): Promise<JobOutcome | null>;
}

/** A stored config as it is now, and the records that a job of it names. */
export interface CurrentConfig<Config = unknown> {
  readonly config: Config;
  readonly repositoryId: string | null;
  readonly clientId: string | null;
  /** As in the job's request; default: the config's id. */
  readonly activeKey?: string | null;
}

export interface JobKind<Config = unknown> {
  /** `backup`; a plugin's is `<plugin>.<kind>`. */
  readonly name: string;
  readonly verboseName: string;
  /** Its own states, between `job_created` and the final ones. */
  readonly states: readonly JobStateName[];
  readonly config: {
    readonly schema: z.ZodType<Config>;
    readonly version: number;
    readonly steps: readonly EvolutionStep[];
    /** For a retry: null when the config is gone. Without it, and then, the frozen copy is taken. */
    current?(argument: {
      readonly configId: string;
      /** Of the earlier job. */
      readonly repositoryId: string | null;
      readonly tx: PluginTransaction;
    }): Promise<CurrentConfig<Config> | null>;
  };
  access(config: Config): RepositoryAccess | null;
  /** May be started, and scheduled, by hand through its generated form, without a record of its own. */
  readonly runnable?: boolean;
  /** Of such a kind: what its job is about, where its form does not name repository and client themselves. May refuse. */
  request?(argument: {
    readonly config: Config;
    readonly tx: PluginTransaction;
  }): Promise<Partial<JobRequest>>;
  readonly executor: JobExecutor<Config>;
}

/** Declares a kind of job; refuses names and states that could not be stored or told apart. */
export function defineJobKind<Config>(kind: JobKind<Config>): JobKind<Config> {
  if (!/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/.test(kind.name)) {
    throw new Error(`${kind.name}: a job kind is named in lower case, a plugin's <plugin>.<kind>`);
  }
  const names = kind.states.map((state) => state.name);
  const reserved = names.find(isStable);
  if (reserved) throw new Error(`${kind.name}: every kind has the state ${reserved} already`);
  if (new Set(names).size !== names.length) throw new Error(`${kind.name}: a state is named twice`);
  if (kind.config.version < 1) throw new Error(`${kind.name}: config versions start at 1`);
  return kind;
}
