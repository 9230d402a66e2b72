import type { Transaction } from './open-database.ts';
import { providerBehind } from './provider.ts';
import { trackHandle } from './tracked-handle.ts';
import { shareTransaction, transactionState } from './transaction.ts';

export interface SavepointLimits {
  /** The work may take so long, then it is rolled back; on PostgreSQL each of its statements too. */
  timeoutMs?: number;
}

export class SavepointTimeoutError extends Error {
  override name = 'SavepointTimeoutError';
  constructor(timeoutMs: number) {
    super(`took longer than ${timeoutMs} ms`);
  }
}

/**
 * Runs the work inside a savepoint of the current transaction: when it fails or takes too long, its writes and its
 * `afterCommit` callbacks are gone, the error rises, and the transaction is as usable as before (PostgreSQL refuses all
 * statements after a failed one until it is rolled back to a savepoint). The handle that the work gets ends with it.
 */
export async function inSavepoint<T>(
  tx: Transaction,
  work: (tx: Transaction) => Promise<T>,
  { timeoutMs }: SavepointLimits = {},
): Promise<T> {
  const state = transactionState(tx);
  const callbacksBefore = state.callbacks.length;
  state.savepoints += 1;
  const name = `borgcube_${state.savepoints}`;
  const { handle, end } = trackHandle(tx);
  shareTransaction(handle, state);

  await tx.$executeRawUnsafe(`SAVEPOINT ${name}`);
  try {
    await limitStatements(tx, timeoutMs);
    const result = await within(timeoutMs, () => work(handle));
    await end();
    await limitStatements(tx, timeoutMs === undefined ? undefined : 0);
    await tx.$executeRawUnsafe(`RELEASE SAVEPOINT ${name}`);
    return result;
  } catch (error) {
    await end();
    state.callbacks.length = callbacksBefore;
    await tx.$executeRawUnsafe(`ROLLBACK TO SAVEPOINT ${name}`);
    await tx.$executeRawUnsafe(`RELEASE SAVEPOINT ${name}`);
    throw error;
  }
}

/** SQLite runs a statement synchronously and cannot be interrupted. */
async function limitStatements(tx: Transaction, timeoutMs: number | undefined): Promise<void> {
  if (timeoutMs === undefined || providerBehind(tx) !== 'postgresql') return;
  await tx.$executeRawUnsafe(`SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`);
}

async function within<T>(timeoutMs: number | undefined, work: () => Promise<T>): Promise<T> {
  if (timeoutMs === undefined) return work();
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    // What was answered while the process itself stood still is read first.
    timer = setTimeout(() => setImmediate(() => reject(new SavepointTimeoutError(timeoutMs))), timeoutMs);
  });
  try {
    return await Promise.race([work(), expired]);
  } finally {
    clearTimeout(timer);
  }
}
