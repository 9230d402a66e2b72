import type { ServerFacts } from '@borgcube/api/api-context';
import type { CoreContext } from '@borgcube/core/core-context';
import fastifyCompress from '@fastify/compress';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Auth } from '../auth/open-auth.ts';
import { addressMatcher } from '../setting-values.ts';
import { authRoutes } from './auth-routes.ts';
import { consoleRoutes } from './console-routes.ts';
import { downloadRoutes } from './download-routes.ts';
import { refuseError } from './error-answer.ts';
import { guardRequests } from './guard-requests.ts';
import { type HealthOptions, healthRoutes } from './health-routes.ts';
import { type MetricsOptions, metricsRoutes } from './metrics-routes.ts';
import { openapiRoutes } from './openapi-routes.ts';
import { pluginRoutes } from './plugin-routes.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { triggerRoutes } from './trigger-routes.ts';
import { trpcRoutes } from './trpc-routes.ts';

export interface HttpParts {
  readonly core: Omit<CoreContext, 'actor'>;
  readonly auth: () => Promise<Auth>;
  readonly server: ServerFacts;
  readonly publicUrl: () => string;
  readonly trustedProxies: readonly string[];
  readonly metrics: MetricsOptions;
  readonly webRoot: string;
  readonly health: Omit<HealthOptions, 'log' | 'version'>;
  readonly log: Logger;
}

/** A path has up to 4096 bytes; of one that is no UTF-8 each takes nine characters of an address: `%5C%5CxNN`. */
const HEADER_BYTES = 65_536;

/** All that is answered over TCP and over the local socket; it does not listen yet. */
export async function buildHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { core, auth, server, log } = parts;
  const isTrusted = addressMatcher(parts.trustedProxies);
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger, // the wider type, so that routes need not know of pino
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    trustProxy: (address) => isTrusted(address),
    frameworkErrors: refuseError,
    genReqId: () => crypto.randomUUID(),
    bodyLimit: 1024 * 1024,
    requestTimeout: 60_000,
    http: { maxHeaderSize: HEADER_BYTES },
    routerOptions: { maxParamLength: 5000 },
  });
  app.setErrorHandler(refuseError);
  addSecurityHeaders(app);
  guardRequests(app, parts.publicUrl);
  app.addHook('onResponse', async (request, reply) => {
    const [path] = request.url.split('?');
    const took = Math.round(reply.elapsedTime);
    log.debug(
      { method: request.method, path, status: reply.statusCode, ms: took, peer: request.ip },
      'answered',
    );
  });
  await app.register(fastifyCompress, {
    threshold: 1024,
    syncThreshold: 128 * 1024, // compressed in 0.3 ms; the streams that it takes otherwise cost five times that
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } }, // BROTLI_PARAM_QUALITY; the default of 11 is for files, not for answers
  });
  await app.register(healthRoutes, { ...parts.health, version: server.version, log });
  await app.register(authRoutes, { prefix: '/api/auth', core, auth });
  await app.register(trpcRoutes, { prefix: '/trpc', core, auth, server });
  await app.register(triggerRoutes, { prefix: '/trigger', core });
  await app.register(openapiRoutes, { version: server.version, publicUrl: parts.publicUrl });
  await app.register(metricsRoutes, { ...parts.metrics, core, auth });
  await app.register(pluginRoutes, { prefix: '/plugin', core, auth });
  await app.register(downloadRoutes, { core, auth });
  await app.register(consoleRoutes, { webRoot: parts.webRoot });
  await app.ready();
  return app;
}
