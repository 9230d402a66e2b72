import { describeApi } from '@borgcube/api/openapi/describe-api';
import type { FastifyInstance } from 'fastify';

interface OpenapiOptions {
  readonly version: string;
  readonly publicUrl: () => string;
}

/** `GET /openapi.json`: the procedures for other languages. It tells nothing of what is stored here. */
export async function openapiRoutes(app: FastifyInstance, options: OpenapiOptions): Promise<void> {
  let known: string | null = null;
  app.get('/openapi.json', async (_request, reply) => {
    known ??= JSON.stringify(describeApi({ version: options.version, url: options.publicUrl() }));
    return reply.type('application/json').send(known);
  });
}
