import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { restoreJobNumbers } from '@borgcube/core/job/job-numbers';
import { endReadings } from '@borgcube/core/reading/reading';
import { offerSetup } from '@borgcube/core/setup/setup-link';
import { DirectoryHeldError } from '@borgcube/db/hold-data-directory';
import type { ProcessRole } from '@borgcube/plugin-kit/hook-specs';
import { startWatch } from '@borgcube/worker/watch/start-watch';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { lazyAuth } from '../auth/lazy-auth.ts';
import { findLocalApi } from '../cli/local-api.ts';
import type { Settings } from '../env.ts';
import { buildHttp } from '../http/build-http.ts';
import { heedServerErrors, listenLocally } from '../http/local-socket.ts';
import { openLog } from '../log/open-log.ts';
import { StartError } from '../start-error.ts';
import { VERSION } from '../version.ts';
import { type OpenCore, openCore } from './open-core.ts';
import { type OpenData, openData } from './open-data.ts';
import { OwnWorker } from './own-worker.ts';
import { serverUrl } from './server-url.ts';

const HELD_PATIENCE_MS = 3_000;
const WEB_ROOT = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** What a person needs to know as soon as anything is answered. */
export interface Listening {
  readonly publicUrl: string;
  /** Told once, and only on the terminal; null when there is a user already, or no console. */
  readonly setupLink: string | null;
}

export interface RunningHouse {
  readonly core: OpenCore['core'];
  /** Ends everything in order; the second call waits for the first. */
  stop(): Promise<void>;
}

/**
 * Opens the data, answers HTTP and the local socket, runs jobs. Throws StartError; nothing is left open then.
 * `onListening` is called before the first request is answered: whoever sees the server answer can rely on it.
 */
export async function serve(
  settings: Settings,
  onListening: (listening: Listening) => void,
): Promise<RunningHouse> {
  const log = openLog(settings.logLevel);
  const data = await openDataPatiently(settings, (error) =>
    log.warn({ err: error }, 'a database connection was lost'),
  );
  for (const line of data.migrated) log.info(line);
  logStrayFailures(log);
  const ends: Array<() => Promise<void>> = [data.close];
  let stopping: Promise<void> | null = null;
  const stop = () => {
    stopping ??= endAll(ends, log);
    return stopping;
  };
  try {
    const parts = await openCore(settings, data, log);
    const { core } = parts;
    await restoreJobNumbers(core);
    const token = settings.role === 'worker' ? null : await offerSetup(core);
    const worker = new OwnWorker(settings, parts, log);
    ends.push(() => endReadings(core.db)); // after the last request
    const { app, publicUrl } = await openHttp(settings, {
      data,
      core,
      node: parts.node,
      installed: parts.installed,
      worker,
      log,
    });
    ends.push(() => app.close());
    onListening({ publicUrl, setupLink: token === null ? null : `${publicUrl}/setup?token=${token}` });
    const local = await listenLocally(app, settings.dataDir);
    ends.push(() => closeLocal(local));
    for (const role of rolesOf(settings)) await core.hooks.call('startup', { process: role, db: core.db });
    await worker.start();
    const watch = startWatch({
      core: parts.workerCore,
      publicUrl: () => (settings.role === 'worker' ? settings.publicUrl : publicUrl),
      report: (message, failure) => log.error({ err: failure }, message),
    });
    // It ends after the worker: what fails with the server's end is on record then.
    ends.push(() => watch.stop());
    ends.push(() => worker.stop());
    return { core, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What this process is to its plugins. */
function rolesOf({ role }: Settings): readonly ProcessRole[] {
  if (role === 'web') return ['server'];
  return role === 'worker' ? ['worker'] : ['server', 'worker'];
}

/** A promise that nobody awaited ends no backup; an exception that nobody caught does, for nothing is certain after it. */
function logStrayFailures(log: Logger): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a failure that nobody awaited'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'a failure that nobody caught ends this process');
    process.exit(1);
  });
}

/** A command may hold the data directory for a moment; a server that listens on it will not let go. */
async function openDataPatiently(
  settings: Settings,
  onConnectionLost: (error: Error) => void,
): Promise<OpenData> {
  for (const giveUpAt = Date.now() + HELD_PATIENCE_MS; ; ) {
    try {
      return await openData(settings, onConnectionLost);
    } catch (error) {
      const isBusy = error instanceof DirectoryHeldError && Date.now() < giveUpAt;
      if (!isBusy || (await findLocalApi(settings.dataDir))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

interface HttpNeeds {
  readonly data: OpenData;
  readonly core: OpenCore['core'];
  readonly node: OpenCore['node'];
  readonly installed: OpenCore['installed'];
  readonly worker: OwnWorker;
  readonly log: Logger;
}

async function openHttp(settings: Settings, { data, core, node, installed, worker, log }: HttpNeeds) {
  let publicUrl = settings.publicUrl ?? serverUrl(settings.host, settings.port);
  const { db, cookieSecret: secret } = data;
  const app = await buildHttp({
    core,
    auth: lazyAuth(() => ({ db, secret, publicUrl, log })),
    server: {
      version: VERSION,
      name: new URL(publicUrl).host,
      publicUrl: () => publicUrl,
      timeZone: settings.timeZone,
      node,
      plugins: installed,
    },
    publicUrl: () => publicUrl,
    trustedProxies: settings.trustedProxies,
    metrics: { isOpen: settings.metricsOpen, timeZone: settings.timeZone },
    webRoot: WEB_ROOT,
    health: { askDatabase: () => db.$queryRaw`SELECT 1`, workerState: () => worker.state },
    log,
  });
  if (settings.role !== 'worker') {
    const port = await listen(app, settings);
    publicUrl = settings.publicUrl ?? serverUrl(settings.host, port);
  }
  return { app, publicUrl };
}

async function listen(app: FastifyInstance, { host, port }: Settings): Promise<number> {
  try {
    await app.listen({ host, port, listenTextResolver: (address) => `listening at ${address}` });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new StartError(listenFailure(code, host, port), 1, { cause });
  }
  heedServerErrors(app, app.server);
  return (app.server.address() as AddressInfo).port; // a TCP server's address has this form
}

function listenFailure(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use by another program. Stop it, or set BORGCUBE_PORT to another one.`;
  }
  if (code === 'EACCES')
    return `This user may not listen on port ${port}. Set BORGCUBE_PORT to 1024 or above.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `BORGCUBE_HOST ${host} is no address of this machine.`;
  return `BorgCube cannot listen on ${host}:${port} (${code}).`;
}

async function closeLocal(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** The last that was opened ends first; one that fails does not keep the others from ending. */
async function endAll(ends: Array<() => Promise<void>>, log: Logger): Promise<void> {
  for (let end = ends.pop(); end; end = ends.pop()) {
    await end().catch((error: unknown) => log.error({ err: error }, 'a part of the server did not end well'));
  }
}
