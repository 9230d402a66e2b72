import type { ApiContext, ServerFacts } from '@borgcube/api/api-context';
import { appRouter } from '@borgcube/api/app-router';
import { toTrpcError } from '@borgcube/api/error-map';
import type { CoreContext } from '@borgcube/core/core-context';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { identifyActor } from '../auth/identify-actor.ts';
import type { Auth } from '../auth/open-auth.ts';
import { headersFor } from './auth-routes.ts';
import { endWithAccess } from './end-with-access.ts';
import { refuse } from './error-answer.ts';
import { isLocalSocket } from './local-socket.ts';
import { addCookies, sendWebResponse, toWebRequest } from './web-request.ts';

const BODY_MAX = 1024 * 1024;

export interface TrpcRoutesOptions {
  readonly core: Omit<CoreContext, 'actor'>;
  readonly auth: () => Promise<Auth>;
  readonly server: ServerFacts;
}

export async function trpcRoutes(
  app: FastifyInstance,
  { core, auth, server }: TrpcRoutesOptions,
): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_MAX }, (_request, body, done) =>
    done(null, body),
  );
  app.all<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const identity = await identifyActor(request, core, auth);
    addCookies(reply, identity.cookies);
    const streams = isStream(request.params['*']);
    if (streams && identity.actor === null) return refuseStranger(reply);
    const ended = streams ? endWithAccess(core.bus, identity, reply) : null;
    const response = await fetchRequestHandler({
      endpoint: '/trpc',
      req: withEnd(toWebRequest(request, reply), ended),
      router: appRouter,
      // Hundreds of paths are too long for an address; what changes something is still refused by GET.
      allowMethodOverride: true,
      createContext: ({ resHeaders }): ApiContext => ({
        core: { ...core, actor: identity.actor },
        localSocket: isLocalSocket(request.raw),
        server,
        requestId: request.id,
        sessionId: identity.sessionId,
        signIn: async (email, password) => {
          const cookies = await (await auth()).signIn(email, password, headersFor(request));
          for (const cookie of cookies) resHeaders.append('set-cookie', cookie);
        },
      }),
      onError: ({ error, path }) => {
        if (toTrpcError(error).code !== 'INTERNAL_SERVER_ERROR') return;
        request.log.error({ err: error.cause ?? error, procedure: path }, 'a procedure failed');
      },
    });
    return sendWebResponse(reply, response);
  });
}

/** A stream ends in order, as one whose time is over does. */
function withEnd(request: Request, ended: AbortSignal | null): Request {
  return ended ? new Request(request, { signal: AbortSignal.any([request.signal, ended]) }) : request;
}

/** tRPC would open the stream first and tell the refusal inside, with status 200. */
function isStream(path: string): boolean {
  // Where tRPC keeps its procedures, under their full names.
  const procedures: Readonly<Record<string, { _def: { type: string } }>> = appRouter._def.procedures as never;
  return procedures[path]?._def.type === 'subscription';
}

function refuseStranger(reply: FastifyReply): FastifyReply {
  const message = 'Sign in, or send a bearer token.';
  return refuse(reply, { code: 'UNAUTHORIZED', kind: 'sign-in-needed', message });
}
