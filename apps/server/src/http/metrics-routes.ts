import type { CoreContext } from '@borgcube/core/core-context';
import { readMetrics } from '@borgcube/core/metric/read-metrics';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { FastifyInstance } from 'fastify';
import { identifyActor } from '../auth/identify-actor.ts';
import type { Auth } from '../auth/open-auth.ts';
import { METRICS_CONTENT_TYPE, metricsText } from '../metrics/metrics-text.ts';

export interface MetricsOptions {
  /** `BORGCUBE_METRICS_OPEN`: nobody has to say who asks. */
  readonly isOpen: boolean;
  readonly timeZone: string;
}

interface Options extends MetricsOptions {
  readonly core: Omit<CoreContext, 'actor'>;
  readonly auth: () => Promise<Auth>;
}

/** `GET /metrics`: names and labels are those of the handbook's page. Every role may read it. */
export async function metricsRoutes(app: FastifyInstance, options: Options): Promise<void> {
  const { core, auth, isOpen, timeZone } = options;
  app.get('/metrics', async (request, reply) => {
    if (!isOpen) {
      const { actor } = await identifyActor(request, core, auth);
      if (!actor) {
        const message = 'Send a bearer token, or set BORGCUBE_METRICS_OPEN to true.';
        throw new DomainError('UNAUTHORIZED', 'sign-in-needed', message);
      }
    }
    const text = await metricsText(await readMetrics(core, timeZone));
    return reply.header('content-type', METRICS_CONTENT_TYPE).send(text);
  });
}
