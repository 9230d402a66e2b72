import { findTokenActor } from '@borgcube/core/token/find-token-actor';
import type { PeopleContext } from '@borgcube/core/user/people-context';
import type { Actor } from '@borgcube/domain/actor/actor';
import type { FastifyRequest } from 'fastify';
import { isLocalSocket } from '../http/local-socket.ts';
import { toHeaders } from '../http/web-request.ts';
import { commandActor } from './command-actor.ts';
import { type Auth, SESSION_COOKIE } from './open-auth.ts';

export interface Identity {
  readonly actor: Actor | null;
  readonly sessionId: string | null;
  /** To be sent along with the answer. */
  readonly cookies: readonly string[];
}

const NOBODY: Identity = { actor: null, sessionId: null, cookies: [] };

/** Local socket, else bearer token, else session cookie; a token that is not valid is not made up for by a cookie. */
export async function identifyActor(
  request: FastifyRequest,
  core: Pick<PeopleContext, 'db' | 'clock'>,
  auth: () => Promise<Auth>,
): Promise<Identity> {
  if (isLocalSocket(request.raw)) return { ...NOBODY, actor: commandActor() };
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return { ...NOBODY, actor: token ? await findTokenActor(core, token) : null };
  }
  if (!cookie?.includes(SESSION_COOKIE)) return NOBODY;
  return (await (await auth()).findSession(toHeaders(request))) ?? NOBODY;
}
