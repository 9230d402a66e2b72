import { join } from 'node:path';
import { clearTemporary } from '@borgcube/borg/connection/ssh-files';
import { borgHostId } from '@borgcube/borg/process/host-id';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { Catalog } from '@borgcube/catalog/catalog';
import type { CoreContext } from '@borgcube/core/core-context';
import { EventBus } from '@borgcube/core/event/event-bus';
import { makeHooks } from '@borgcube/core/hook/make-hooks';
import { kindsOf } from '@borgcube/core/kind/kind-registry';
import type { InstalledPlugins } from '@borgcube/core/plugin/installed-plugins';
import { Secrets } from '@borgcube/core/secret/secrets';
import type { NodeFacts } from '@borgcube/core/system/read-status';
import type { Actor } from '@borgcube/domain/actor/actor';
import { makeBorgHand } from '@borgcube/worker/hand/make-borg-hand';
import type { Logger } from 'pino';
import type { Settings } from '../env.ts';
import { machineMetrics } from '../metrics/machine-metrics.ts';
import { loadPlugins } from '../plugins/load-plugins.ts';
import { VERSION } from '../version.ts';
import { builtInPlugins } from './built-in-plugins.ts';
import { nodeFacts } from './node-facts.ts';
import type { OpenData } from './open-data.ts';

export interface OpenCore {
  readonly core: Omit<CoreContext, 'actor'>;
  /** The same as the worker's own actor. */
  readonly workerCore: CoreContext;
  readonly environment: BorgEnvironment;
  /** Measures this machine. */
  readonly node: () => Promise<NodeFacts>;
  readonly installed: InstalledPlugins;
}

const WORKER: Actor = { type: 'system', id: 'worker', name: 'Worker', role: 'admin' };

/** Everything behind the API: plugins and their hooks, job kinds, secrets, events, and the hand that moves Borg. */
export async function openCore(settings: Settings, data: OpenData, log: Logger): Promise<OpenCore> {
  const environment: BorgEnvironment = {
    borg: settings.borg,
    ssh: settings.ssh,
    baseDir: join(settings.dataDir, 'borg'),
    hostId: borgHostId(),
    path: settings.programPath,
  };
  const catalog = new Catalog({
    folder: join(settings.dataDir, 'catalog'),
    program: new URL('./catalog-thread.js', import.meta.url),
  });
  await clearTemporary(environment); // private keys and fifos of a server that was killed; this one holds the directory now
  const node = nodeFacts(environment, settings.dataDir);
  const { plugins, origins, failures } = await loadPlugins({
    builtIn: builtInPlugins({ core: () => workerCore, environment, catalog }, machineMetrics(VERSION, node)),
    named: settings.plugins,
    cwd: process.cwd(),
    dataDir: settings.dataDir,
  });
  for (const failure of failures) {
    log.error(failure, `the plugin ${failure.name} cannot be loaded: ${failure.reason}`);
  }
  const clock = () => new Date();
  const core = {
    db: data.db,
    clock,
    hooks: makeHooks(data.db, plugins, ({ plugin, hook, error }) =>
      log.error({ plugin, hook, err: error }, 'a plugin failed'),
    ),
    bus: new EventBus(clock().getTime()),
    secrets: new Secrets(data.key),
    kinds: kindsOf(plugins),
    borg: makeBorgHand(environment),
    catalog,
  };
  const workerCore: CoreContext = { ...core, actor: WORKER };
  return { core, workerCore, environment, node, installed: { origins, failures } };
}
