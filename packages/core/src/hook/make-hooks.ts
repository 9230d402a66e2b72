import type { Transaction } from '@borgcube/db/open-database';
import { inSavepoint } from '@borgcube/db/savepoint';
import { afterCommit } from '@borgcube/db/transaction';
import type { Plugin } from '@borgcube/plugin-kit/define-plugin';
import { createHookCaller, type HookCaller, type HookFailure } from '@borgcube/plugin-kit/hook-caller';

/** The hook caller on this database: each hook of a transaction in a savepoint of its own. */
export function makeHooks(
  plugins: readonly Plugin[],
  onFailure: (failure: HookFailure) => void,
): HookCaller<Transaction> {
  return createHookCaller<Transaction>({ plugins, database: { inSavepoint, afterCommit }, onFailure });
}
