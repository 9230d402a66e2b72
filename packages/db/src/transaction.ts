import { setTimeout as wait } from 'node:timers/promises';
import { Prisma } from './generated/sqlite/client.ts';
import { type Database, rawFailureOf, type Transaction } from './open-database.ts';
import { providerBehind, rememberProvider } from './provider.ts';

export type AfterCommit = () => void | Promise<void>;

interface TransactionState {
  callbacks: AfterCommit[];
  savepoints: number;
}

export interface TransactionOptions {
  /** How long the work may take before the database rolls it back. */
  timeoutMs?: number;
  /** How long to wait for a connection; on SQLite for everyone ahead in the queue. */
  maxWaitMs?: number;
  /** Called for each `afterCommit` callback that fails; what it belongs to is committed all the same. */
  onCallbackError?: (error: unknown) => void;
}

const RETRIES_MAX = 5;
const states = new WeakMap<object, TransactionState>();

/**
 * Runs the work in one transaction and commits it. The work may run several times (PostgreSQL's deadlocks and
 * serialization conflicts are tried again), so it has no effects of its own: those belong in `afterCommit`.
 * Given a transaction instead of a database, it joins that one.
 */
export async function inTransaction<T>(
  db: Database | Transaction,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if (!('$transaction' in db) || states.has(db)) return work(db);
  for (let attempt = 0; ; attempt += 1) {
    const state: TransactionState = { callbacks: [], savepoints: 0 };
    try {
      const result = await db.$transaction(
        (tx) => {
          shareTransaction(tx, rememberProvider(state, providerBehind(db)));
          return work(tx);
        },
        { timeout: options.timeoutMs ?? 30_000, maxWait: options.maxWaitMs ?? 20_000 },
      );
      runCallbacks(state.callbacks, options.onCallbackError ?? warn);
      return result;
    } catch (error) {
      if (!isWriteConflict(error) || attempt === RETRIES_MAX) throw error;
      await wait(10 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

/**
 * Calls back once the transaction of this handle is committed; never, when it (or the savepoint that it was said in)
 * rolls back. Callbacks start in order and are not waited for.
 */
export function afterCommit(tx: Transaction, callback: AfterCommit): void {
  transactionState(tx).callbacks.push(callback);
}

/** What is known of the transaction behind a handle. For this package only. */
export function transactionState(tx: Transaction): TransactionState {
  const state = states.get(tx);
  if (!state) throw new Error('the handle does not come from inTransaction');
  return state;
}

/** Makes a handle stand for the transaction of that state. For this package only. */
export function shareTransaction(tx: Transaction, state: TransactionState): void {
  states.set(tx, state);
  rememberProvider(tx, providerBehind(state));
}

function runCallbacks(callbacks: readonly AfterCommit[], onError: (error: unknown) => void): void {
  for (const callback of callbacks) {
    try {
      Promise.resolve(callback()).catch(onError);
    } catch (error) {
      onError(error);
    }
  }
}

/** A callback that fails must not make committed work look failed; who cares passes `onCallbackError`. */
function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : new Error(String(error)));
}

/** The transaction is tried again by `inTransaction`: whoever catches errors inside it lets this one rise. */
export function isWriteConflict(error: unknown): boolean {
  const isKnown = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034';
  return isKnown || rawFailureOf(error) === 'TransactionWriteConflict';
}
