import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

export interface HealthOptions {
  readonly version: string;
  /** Resolves once the database answers. */
  readonly askDatabase: () => Promise<unknown>;
  /** `running`, `starting`, `stopping`; `none` in a process without a worker. */
  readonly workerState: () => string;
  readonly log: Logger;
}

export async function healthRoutes(app: FastifyInstance, options: HealthOptions): Promise<void> {
  const { version, askDatabase, workerState, log } = options;
  const isDatabaseUp = async () => {
    try {
      await askDatabase();
      return true;
    } catch (error) {
      log.error({ err: error }, 'the database does not answer');
      return false;
    }
  };
  app.get('/healthz', async (_request, reply) =>
    (await isDatabaseUp())
      ? { status: 'ok', version }
      : reply.code(503).send({ status: 'database-unreachable', version }),
  );
  app.get('/readyz', async (_request, reply) => {
    const worker = workerState();
    const database = (await isDatabaseUp()) ? 'ok' : 'unreachable';
    const isReady = database === 'ok' && (worker === 'running' || worker === 'none');
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ok' : 'not-ready', version, database, worker });
  });
}
