import type { Role } from '@borgcube/domain/actor/actor';
import type { Archive } from '@borgcube/domain/archive/archive';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { Job } from '@borgcube/domain/job/job';
import type { PluginStore } from './plugin-store.ts';
import type { PluginTransaction } from './plugin-transaction.ts';

export type ProcessRole = 'server' | 'worker' | 'proxy' | 'cli';

export interface WorkerView {
  readonly id: string;
  readonly name: string;
}

/** A request to `/plugin/<name>/*` of somebody who proved who they are, free of any HTTP library. */
export interface PluginRequest {
  /** The name in the address. Its plugin is asked before all others. */
  readonly plugin: string;
  readonly actor: { readonly name: string; readonly role: Role };
  readonly method: string;
  /** The part after `/plugin/<name>`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Without cookies and tokens. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most 1 MiB. */
  readonly body: Uint8Array | null;
}

export interface PluginResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Hooks inside a transaction; each call also gets `tx` and `afterCommit`. */
export interface TransactionHooks {
  jobCreated: { readonly job: Job };
  /** The list is this hook's own copy: what it leaves in it blocks the job. */
  jobBlocked: { readonly job: Job; readonly blockingJobs: Job[] };
  /** Before the row is written; a throw vetoes. */
  jobPreStateUpdate: { readonly job: Job; readonly currentState: string; readonly targetState: string };
  /** The row is written, not committed. */
  jobPostStateUpdate: { readonly job: Job; readonly priorState: string; readonly currentState: string };
  jobPostForceState: { readonly job: Job; readonly forcedState: string };
  jobFailureCause: {
    readonly job: Job;
    readonly kind: FailureCause['kind'];
    readonly details: Readonly<Record<string, unknown>>;
  };
  jobPreDelete: { readonly job: Job };
  archiveAdded: { readonly archive: Archive };
  archivePreDelete: { readonly archive: Archive };
}

/** Hooks outside any transaction. */
export interface PlainHooks {
  /** Settings are read, all plugins known; once per role. `db` must not be used inside a transaction hook. */
  startup: { readonly process: ProcessRole | null; readonly db: unknown };
  /** The executor settled; exit code and signal of the process that decided, else null. */
  jobExit: { readonly job: Job; readonly exitCode: number | null; readonly signal: string | null };
  workerStartup: { readonly worker: WorkerView };
  /** Once per idle round. */
  workerIdle: { readonly worker: WorkerView };
}

/** Hooks where the first plugin that answers ends the call. */
export interface FirstResultHooks {
  handleRequest: { readonly argument: { readonly request: PluginRequest }; readonly result: PluginResponse };
}

export interface InTransaction {
  readonly tx: PluginTransaction;
  /** Runs once the transaction is committed; never, if it rolls back. */
  readonly afterCommit: (work: () => void | Promise<void>) => void;
  /** The plugin's own data, as part of this transaction. */
  readonly store: PluginStore;
}

export interface WithStore {
  /** The plugin's own data; each call in a transaction of its own. */
  readonly store: PluginStore;
}

type MaybePromise<T> = T | Promise<T>;

/** What a plugin may answer to. The list is closed. */
export type PluginHooks = {
  readonly [Name in keyof TransactionHooks]?: (
    argument: TransactionHooks[Name] & InTransaction,
  ) => MaybePromise<void>;
} & {
  readonly [Name in keyof PlainHooks]?: (argument: PlainHooks[Name] & WithStore) => MaybePromise<void>;
} & {
  readonly [Name in keyof FirstResultHooks]?: (
    argument: FirstResultHooks[Name]['argument'] & WithStore,
  ) => MaybePromise<FirstResultHooks[Name]['result'] | null | undefined>;
};

export type HookName = keyof PluginHooks;

/** Kept complete by the compiler: a hook that is missing here, or added here alone, does not build. */
const KNOWN: Readonly<Record<HookName, true>> = {
  startup: true,
  jobCreated: true,
  jobBlocked: true,
  jobPreStateUpdate: true,
  jobPostStateUpdate: true,
  jobPostForceState: true,
  jobFailureCause: true,
  jobExit: true,
  jobPreDelete: true,
  archiveAdded: true,
  archivePreDelete: true,
  workerStartup: true,
  workerIdle: true,
  handleRequest: true,
};

export const HOOK_NAMES: readonly string[] = Object.keys(KNOWN);
