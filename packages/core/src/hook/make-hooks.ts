import type { Database, Transaction } from '@borgcube/db/open-database';
import { inSavepoint } from '@borgcube/db/savepoint';
import { afterCommit } from '@borgcube/db/transaction';
import type { Plugin } from '@borgcube/plugin-kit/define-plugin';
import { createHookCaller, type HookCaller, type HookFailure } from '@borgcube/plugin-kit/hook-caller';
import { makePluginStore } from '../plugin/plugin-store.ts';

/** The hook caller on this database: each hook of a transaction in a savepoint of its own. */
export function makeHooks(
  db: Database,
  plugins: readonly Plugin[],
  onFailure: (failure: HookFailure) => void,
): HookCaller<Transaction> {
  const storeOf = (plugin: Plugin, tx: Transaction | null) => makePluginStore(plugin, tx ?? db);
  return createHookCaller<Transaction>({
    plugins,
    database: { inSavepoint, afterCommit, storeOf },
    onFailure,
  });
}
