import type { BorgHand } from '@borgcube/core/borg-hand';
import type { CoreContext } from '@borgcube/core/core-context';
import { EventBus } from '@borgcube/core/event/event-bus';
import { makeHooks } from '@borgcube/core/hook/make-hooks';
import { kindsOf } from '@borgcube/core/kind/kind-registry';
import { Secrets } from '@borgcube/core/secret/secrets';
import type { Logger } from 'pino';
import type { Settings } from '../env.ts';
import { loadPlugins } from './load-plugins.ts';
import type { OpenData } from './open-data.ts';

export interface CoreParts {
  readonly core: Omit<CoreContext, 'actor'>;
  readonly workerState: () => string;
  startWorker(): Promise<void>;
  /** Running jobs get so many milliseconds before they are stopped. */
  stopWorker(graceMs: number): Promise<void>;
}

/** Everything behind the API, with the worker of this process. */
export async function openCore(settings: Settings, data: OpenData, log: Logger): Promise<CoreParts> {
  const plugins = [...(await loadPlugins(settings.plugins, process.cwd()))];
  const hooks = makeHooks(plugins, ({ plugin, hook, error }) =>
    log.error({ plugin, hook, err: error }, 'a plugin failed'),
  );
  const clock = () => new Date();
  const core = {
    db: data.db,
    clock,
    hooks,
    bus: new EventBus(clock().getTime()),
    secrets: new Secrets(data.key),
    kinds: kindsOf(plugins),
    borg: {} as BorgHand,
  };
  return { core, workerState: () => 'none', startWorker: async () => {}, stopWorker: async () => {} };
}
