import { openArchiveFile } from '@borgcube/core/archive/open-archive-file';
import type { CoreContext } from '@borgcube/core/core-context';
import { DomainError, invalidFields, notFound } from '@borgcube/domain/error/domain-error';
import { isStorable } from '@borgcube/domain/form/unstorable-text';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { identifyActor } from '../auth/identify-actor.ts';
import type { Auth } from '../auth/open-auth.ts';
import { contentDisposition } from './content-disposition.ts';
import { addCookies } from './web-request.ts';

export interface DownloadOptions {
  readonly core: Omit<CoreContext, 'actor'>;
  readonly auth: () => Promise<Auth>;
}

const Asked = z.object({
  path: z.string('One path of the archive.').min(1, 'One path of the archive.').max(16_384),
  format: z.literal('raw', 'Only raw, the bytes of one file.').default('raw'),
});

/** One file of an archive, as Borg gives it; Borg ends when the browser leaves. */
export async function downloadRoutes(app: FastifyInstance, { core, auth }: DownloadOptions): Promise<void> {
  app.get<{ Params: { id: string } }>(
    '/archives/:id/download',
    { exposeHeadRoute: false, compress: false },
    async (request, reply) => {
      const identity = await identifyActor(request, core, auth);
      addCookies(reply, identity.cookies);
      const { actor } = identity;
      if (!actor) throw new DomainError('UNAUTHORIZED', 'sign-in-needed', 'Sign in, or send a bearer token.');
      const { id } = request.params;
      const { path } = readAsked(request.query);
      if (!isStorable(id)) throw notFound('archive', id);
      const leaving = new AbortController();
      reply.raw.once('close', () => leaving.abort());
      const file = await openArchiveFile({ ...core, actor }, { id, path }, leaving.signal);
      reply.raw.once('close', () => file.content.destroy());
      if (reply.raw.destroyed) file.content.destroy();
      reply.type('application/octet-stream').header('content-disposition', contentDisposition(file.name));
      // With its length said, an answer that was cut short cannot be taken for the whole file.
      if (file.size !== null) reply.header('content-length', file.size);
      return reply.send(file.content);
    },
  );
}

function readAsked(query: unknown): z.output<typeof Asked> {
  const asked = Asked.safeParse(query);
  if (asked.success) return asked.data;
  throw invalidFields(
    Object.fromEntries(asked.error.issues.map((issue) => [issue.path.join('.'), [issue.message]])),
  );
}
