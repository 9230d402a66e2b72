import type { CoreContext } from '@borgcube/core/core-context';
import { beginSignIn, endSignIn } from '@borgcube/core/sign-in/throttle-sign-in';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import { isStorable } from '@borgcube/domain/form/unstorable-text';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { identifyActor } from '../auth/identify-actor.ts';
import { type Auth, PEER_HEADER } from '../auth/open-auth.ts';
import { refuse } from './error-answer.ts';
import { isLocalSocket } from './local-socket.ts';
import { sendWebResponse, toHeaders, toWebRequest } from './web-request.ts';

const BODY_MAX = 16 * 1024;
const SignIn = z.object({
  email: z.string().min(1).max(200).refine(isStorable),
  password: z.string().min(1).max(128),
});

export interface AuthRoutesOptions {
  readonly core: Pick<CoreContext, 'db' | 'clock' | 'bus'>;
  readonly auth: () => Promise<Auth>;
}

/** Of better-auth's many paths only these two; who is signed in, users and passwords are procedures of ours. */
export async function authRoutes(app: FastifyInstance, { core, auth }: AuthRoutesOptions): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_MAX }, (_request, body, done) =>
    done(null, body),
  );
  app.post('/sign-out', async (request, reply) => {
    const { sessionId } = await identifyActor(request, core, auth);
    const webRequest = toWebRequest(request, reply, headersFor(request));
    const answer = await (await auth()).handle(webRequest);
    if (sessionId !== null) core.bus.publish({ type: 'access', subject: `session:${sessionId}` });
    return sendWebResponse(reply, answer);
  });
  app.post('/sign-in/email', async (request, reply) => {
    const { email, password } = readSignIn(request.body);
    const attempt = { account: email, address: peerOf(request) };
    await beginSignIn(core, attempt);
    const cookies = await (await auth())
      .signIn(email, password, headersFor(request))
      .catch((error: unknown) => {
        request.log.warn({ peer: attempt.address }, 'a sign-in was refused');
        throw error;
      });
    await endSignIn(core, attempt);
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    return reply.send({ signedIn: true });
  });
  app.all('/*', (_request, reply) => refuse(reply, { code: 'NOT_FOUND', message: 'There is nothing here.' }));
}

function readSignIn(body: unknown): z.infer<typeof SignIn> {
  try {
    return SignIn.parse(JSON.parse(String(body)));
  } catch {
    throw invalidFields({ '': ['Sign-in takes JSON with email and password.'] });
  }
}

/** The socket's own address, or the one that a trusted proxy names; the local socket has none. */
export function peerOf(request: FastifyRequest): string {
  return isLocalSocket(request.raw) ? '127.0.0.1' : request.ip;
}

/** better-auth sees one address, the one that counts for the throttle too. */
export function headersFor(request: FastifyRequest): Headers {
  const headers = toHeaders(request);
  for (const name of ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']) {
    headers.delete(name);
  }
  headers.set(PEER_HEADER, peerOf(request));
  return headers;
}
