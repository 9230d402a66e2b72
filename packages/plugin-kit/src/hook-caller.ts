import type { Plugin } from './define-plugin.ts';
import { definePlugin } from './define-plugin.ts';
import type {
  FirstResultHooks,
  HookName,
  InTransaction,
  PlainHooks,
  TransactionHooks,
} from './hook-specs.ts';
import type { PluginStore } from './plugin-store.ts';
import type { PluginTransaction } from './plugin-transaction.ts';

/** All hooks of one call inside a transaction may take so long together, the database's savepoints aside. */
export const TRANSACTION_HOOKS_MS = 250;

export interface HookFailure {
  readonly plugin: string;
  readonly hook: HookName;
  readonly error: unknown;
}

/** What the caller needs of the database; `tx` of the work must refuse to be used after it ended. */
export interface HookDatabase<Tx> {
  inSavepoint<T>(tx: Tx, work: (tx: Tx) => Promise<T>, limits: { timeoutMs: number }): Promise<T>;
  afterCommit(tx: Tx, work: () => void | Promise<void>): void;
  /** The data of one plugin, as part of that transaction; null: each call in one of its own. */
  storeOf(plugin: Plugin, tx: Tx | null): PluginStore;
}

export interface HookCallerOptions<Tx> {
  readonly plugins: readonly Plugin[];
  readonly database: HookDatabase<Tx>;
  readonly onFailure: (failure: HookFailure) => void;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

/** A plugin forbade the change, or took too long to say. */
export class HookVetoError extends Error {
  override readonly name = 'HookVetoError';
  readonly plugin: string;

  constructor(plugin: string, hook: string, cause: unknown) {
    super(`plugin ${plugin} refused (${hook}): ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.plugin = plugin;
  }
}

export interface HookCaller<Tx> {
  /** Whether any plugin has this hook. */
  answers(name: HookName): boolean;
  /** Contained: never throws, `jobPreStateUpdate` aside, whose failure is a veto. */
  callInTransaction<Name extends Exclude<keyof TransactionHooks, 'jobBlocked'>>(
    tx: Tx,
    name: Name,
    argument: TransactionHooks[Name],
  ): Promise<void>;
  /** Answers the jobs that still block after every plugin was asked. */
  askJobBlocked(
    tx: Tx,
    argument: TransactionHooks['jobBlocked'],
  ): Promise<TransactionHooks['jobBlocked']['blockingJobs']>;
  call<Name extends keyof PlainHooks>(name: Name, argument: PlainHooks[Name]): Promise<void>;
  firstResult<Name extends keyof FirstResultHooks>(
    name: Name,
    argument: FirstResultHooks[Name]['argument'],
    /** The plugin that is asked before all others. */
    first?: string,
  ): Promise<FirstResultHooks[Name]['result'] | null>;
}

type Handler = (argument: unknown) => unknown;

/** Calls plugins in the order in which they were registered. */
export function createHookCaller<Tx extends PluginTransaction>(
  options: HookCallerOptions<Tx>,
): HookCaller<Tx> {
  const plugins = options.plugins.map(definePlugin);
  const now = options.now ?? (() => performance.now());

  function handlersOf(hook: HookName): { plugin: Plugin; handler: Handler }[] {
    return plugins.flatMap((plugin) => {
      const handler = plugin.hooks?.[hook];
      // Each hook's argument type is fixed by its name; the typed methods below guard it.
      return handler ? [{ plugin, handler: handler as Handler }] : [];
    });
  }

  async function each<T>(
    tx: Tx,
    hook: keyof TransactionHooks,
    call: (handler: Handler, given: InTransaction) => Promise<T>,
    adopt: (result: T) => void = () => {},
  ): Promise<void> {
    // Only the time of the hooks themselves counts: a slow database is none of their doing.
    let left = TRANSACTION_HOOKS_MS;
    for (const { plugin, handler } of handlersOf(hook)) {
      try {
        const timeoutMs = Math.floor(left);
        if (timeoutMs <= 0) throw new Error('the plugins before it used up the time of this hook');
        let spent = timeoutMs;
        const work = async (handle: Tx) => {
          const startedAt = now();
          try {
            return await call(handler, givenTo(plugin, handle));
          } finally {
            spent = Math.min(timeoutMs, now() - startedAt);
          }
        };
        try {
          adopt(await options.database.inSavepoint(tx, work, { timeoutMs }));
        } finally {
          // One that still goes on has had all of it.
          left -= spent;
        }
      } catch (error) {
        options.onFailure({ plugin: plugin.name, hook, error });
        if (hook === 'jobPreStateUpdate') throw new HookVetoError(plugin.name, hook, error);
      }
    }
  }

  const givenTo = (plugin: Plugin, handle: Tx): InTransaction => ({
    tx: handle,
    afterCommit: (work) => options.database.afterCommit(handle, work),
    store: options.database.storeOf(plugin, handle),
  });

  return {
    answers: (name) => handlersOf(name).length > 0,

    callInTransaction: (tx, name, argument) =>
      each(tx, name, async (handler, given) => {
        await handler({ ...argument, ...given });
      }),

    async askJobBlocked(tx, { job, blockingJobs }) {
      let blocking = [...blockingJobs];
      const ask = async (handler: Handler, given: InTransaction) => {
        // A copy: a hook that fails, or goes on after its time is up, changes nothing.
        const copy = [...blocking];
        await handler({ job, blockingJobs: copy, ...given });
        return [...copy];
      };
      await each(tx, 'jobBlocked', ask, (left) => {
        blocking = left;
      });
      return blocking;
    },

    async call(name, argument) {
      for (const { plugin, handler } of handlersOf(name)) {
        try {
          await handler({ ...argument, store: options.database.storeOf(plugin, null) });
        } catch (error) {
          options.onFailure({ plugin: plugin.name, hook: name, error });
        }
      }
    },

    async firstResult(name, argument, first) {
      const isFirst = ({ plugin }: { readonly plugin: Plugin }) => plugin.name === first;
      const handlers = handlersOf(name).sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
      for (const { plugin, handler } of handlers) {
        try {
          const given = { ...argument, store: options.database.storeOf(plugin, null) };
          // The hook's result type is fixed by its name.
          const result = (await handler(given)) as FirstResultHooks[typeof name]['result'] | null | undefined;
          if (result !== null && result !== undefined) return result;
        } catch (error) {
          options.onFailure({ plugin: plugin.name, hook: name, error });
        }
      }
      return null;
    },
  };
}
