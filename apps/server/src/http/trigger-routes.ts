import type { FastifyInstance } from 'fastify';
import { refuse } from './error-answer.ts';

/** There are no triggers yet: every id is answered as one that is unknown, whatever is sent along. */
export async function triggerRoutes(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null));
  app.post('/*', (_request, reply) =>
    refuse(reply, { code: 'NOT_FOUND', message: 'There is nothing here.' }),
  );
}
