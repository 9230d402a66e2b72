import { hostname } from 'node:os';
import { type RunningWorker, startWorker } from '@borgcube/worker/start-worker';
import type { Logger } from 'pino';
import type { Settings } from '../env.ts';
import { VERSION } from '../version.ts';
import type { OpenCore } from './open-core.ts';
import { workerIdentity } from './worker-identity.ts';

/** The worker of this process, if it has one. */
export class OwnWorker {
  readonly #start: () => Promise<RunningWorker>;
  #running: RunningWorker | null = null;
  #state: 'none' | 'starting' | 'running' | 'stopping';

  constructor(settings: Settings, { workerCore, environment }: OpenCore, log: Logger) {
    this.#state = settings.role === 'web' ? 'none' : 'starting';
    this.#start = () =>
      startWorker({
        core: workerCore,
        environment,
        worker: workerIdentity(settings.dataDir),
        name: hostname(),
        version: VERSION,
        concurrency: settings.workerConcurrency,
        report: (message, error) =>
          error === undefined ? log.info(message) : log.error({ err: error }, message),
      });
  }

  get state(): string {
    return this.#state;
  }

  async start(): Promise<void> {
    if (this.#state !== 'starting') return;
    this.#running = await this.#start();
    this.#state = 'running';
  }

  /** Running jobs get 30 s to end. */
  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#state = 'stopping';
    await this.#running.stop();
  }
}
