import { setTimeout as delay } from 'node:timers/promises';
import type { CoreContext } from '@borgcube/core/core-context';
import { fireTrigger } from '@borgcube/core/trigger/fire-trigger';
import { RefusedTriggers } from '@borgcube/core/trigger/refused-triggers';
import { TriggerLimiter } from '@borgcube/core/trigger/trigger-limiter';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { peerOf } from './auth-routes.ts';
import { refuse } from './error-answer.ts';

export interface TriggerOptions {
  readonly core: Omit<CoreContext, 'actor'>;
}

/** No refusal is answered sooner, so that none is told from another by what it took to look the id up. */
const REFUSED_AFTER_MS = 50;

type TriggerRequest = FastifyRequest<{ Params: { '*': string } }>;

/** What is refused is answered like any path that is not there; why, is in the audit log alone. */
export async function triggerRoutes(app: FastifyInstance, { core }: TriggerOptions): Promise<void> {
  const limiter = new TriggerLimiter(() => performance.now());
  const refused = new RefusedTriggers(core, (error) =>
    app.log.error({ err: error }, 'a refused trigger could not be put on record'),
  );
  app.addHook('onClose', () => refused.close());

  const fire = async (request: TriggerRequest, reply: FastifyReply) => {
    const arrivedAt = performance.now();
    const address = peerOf(request);
    if (!limiter.allows(address)) return refuseTooMany(reply);
    const call = { triggerId: request.params['*'], context: 'anonymous-web', address } as const;
    const outcome = await fireTrigger(core, null, call);
    if ('jobs' in outcome) return reply.code(202).send({ jobs: outcome.jobs });
    refused.note(outcome.refused, address);
    await delay(arrivedAt + REFUSED_AFTER_MS - performance.now());
    return refuse(reply, { code: 'NOT_FOUND', message: 'There is nothing here.' });
  };
  // Answered before a body is read: whatever is sent along counts for nothing and costs no memory.
  app.post<{ Params: { '*': string } }>('/*', { onRequest: fire }, (_request, reply) => reply);
}

function refuseTooMany(reply: FastifyReply): FastifyReply {
  return refuse(reply.header('retry-after', '10'), {
    code: 'TOO_MANY_REQUESTS',
    kind: 'too-many-triggers',
    message: 'Too many requests. Try again later.',
  });
}
