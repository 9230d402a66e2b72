import { makeHooks } from '@borgcube/core/hook/make-hooks';
import type { Database } from '@borgcube/db/open-database';
import type { Settings } from '../env.ts';
import { loadPlugins } from './load-plugins.ts';

/**
 * Tells the plugins that a command works on the database by itself (`startup` as `cli`). One that cannot be loaded or
 * that fails is told on the terminal and keeps no command from its work.
 */
export async function startForCommand({ plugins: named, dataDir }: Settings, db: Database): Promise<void> {
  try {
    const { plugins } = await loadPlugins({ builtIn: [], named, cwd: process.cwd(), dataDir });
    const hooks = makeHooks(db, plugins, ({ plugin, error }) =>
      console.error(`The plugin ${plugin} failed: ${error instanceof Error ? error.message : error}`),
    );
    await hooks.call('startup', { process: 'cli', db });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
  }
}
