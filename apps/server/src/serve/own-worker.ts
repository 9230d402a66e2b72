import { hostname } from 'node:os';
import { requireOnlyWorker, WorkerTwiceError } from '@borgcube/core/worker/require-only-worker';
import { type RunningWorker, startWorker } from '@borgcube/worker/start-worker';
import type { Logger } from 'pino';
import type { Settings } from '../env.ts';
import { StartError } from '../start-error.ts';
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
    this.#start = async () => {
      const { earlier, ...worker } = workerIdentity(settings.dataDir);
      await requireOnlyWorker(workerCore, { ...worker, earlier }, watchAgain).catch(refuseTwin);
      return startWorker({
        core: workerCore,
        environment,
        worker,
        name: hostname(),
        version: VERSION,
        concurrency: settings.workerConcurrency,
        report: (message, error) =>
          error === undefined ? log.info(message) : log.error({ err: error }, message),
      });
    };
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

const WATCH_EVERY_MS = 1000;

function watchAgain(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, WATCH_EVERY_MS));
}

function refuseTwin(cause: unknown): never {
  throw cause instanceof WorkerTwiceError ? new StartError(cause.message, 1, { cause }) : cause;
}
