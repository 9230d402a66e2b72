import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './error-answer.ts';
import { isLocalSocket } from './local-socket.ts';
import { isOwnHost, isOwnOrigin } from './own-host.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses strange Host names, and changes that neither a page of ours nor a bearer token asks for. */
export function guardRequests(app: FastifyInstance, publicUrl: () => string): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isLocalSocket(request.raw)) return;
    if (!isOwnHost(request.host, publicUrl())) return refuseHost(reply);
    if (SAFE_METHODS.has(request.method) || hasBearer(request) || isTrigger(request)) return;
    const { origin } = request.headers;
    if (origin === undefined) return refuseWithoutOrigin(request, reply);
    if (!isOwnOrigin(origin, request.host, publicUrl())) return refuseOrigin(reply);
  });
}

function hasBearer({ headers }: FastifyRequest): boolean {
  return /^Bearer +\S/i.test(headers.authorization ?? '');
}

/** Its id is its proof: timers and scripts of other machines send nothing else. */
function isTrigger({ url }: FastifyRequest): boolean {
  return url.startsWith('/trigger/');
}

function refuseHost(reply: FastifyReply): FastifyReply {
  return refuse(reply, {
    code: 'FORBIDDEN',
    kind: 'host-unknown',
    message: 'This server does not answer to that host name. BORGCUBE_PUBLIC_URL says which one it has.',
  });
}

function refuseOrigin(reply: FastifyReply): FastifyReply {
  return refuse(reply, {
    code: 'FORBIDDEN',
    kind: 'origin-unknown',
    message: 'Only pages of this server may change something, and scripts with a bearer token.',
  });
}

/** A script without any proof of who it is learns that it needs one; with a cookie it could be a forged request. */
function refuseWithoutOrigin(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isAnonymousCall = request.url.startsWith('/trpc/') && request.headers.cookie === undefined;
  if (!isAnonymousCall) return refuseOrigin(reply);
  return refuse(reply, {
    code: 'UNAUTHORIZED',
    kind: 'sign-in-needed',
    message: 'Send a bearer token, or the Origin of this server.',
  });
}
