import { randomUUID } from 'node:crypto';
import { hashPassword, isPasswordOf } from '@borgcube/core/user/password-hash';
import type { Database } from '@borgcube/db/open-database';
import { providerBehind } from '@borgcube/db/provider';
import { type Actor, Role } from '@borgcube/domain/actor/actor';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { Logger } from 'pino';

/** Carries the real peer's address to better-auth; never taken from the request. */
export const PEER_HEADER = 'x-borgcube-peer';
export const SESSION_COOKIE = 'borgcube.session_token';
const SESSION_SECONDS = 7 * 86_400;

export interface AuthOptions {
  readonly db: Database;
  readonly secret: string;
  readonly publicUrl: string;
  readonly log: Logger;
}

export interface FoundSession {
  readonly actor: Actor;
  readonly sessionId: string;
  /** Cookies to send along, when the session was prolonged. */
  readonly cookies: readonly string[];
}

export interface Auth {
  handle(request: Request): Promise<Response>;
  findSession(headers: Headers): Promise<FoundSession | null>;
  /** The cookies of a new session. Throws UNAUTHORIZED. */
  signIn(email: string, password: string, headers: Headers): Promise<readonly string[]>;
}

/** Loads better-auth: big, so only once somebody has a cookie or wants one. */
export async function openAuth(options: AuthOptions): Promise<Auth> {
  const auth = await makeBetterAuth(options);
  return {
    handle: (request) => auth.handler(request),
    findSession: async (headers) => {
      const answer = await auth.api.getSession({ headers, returnHeaders: true });
      if (!answer.response) return null;
      const { session, user } = answer.response;
      const role = Role.parse(user.role);
      return {
        actor: { type: 'user', id: user.id, name: user.name, role },
        sessionId: session.id,
        cookies: answer.headers.getSetCookie(),
      };
    },
    signIn: async (email, password, headers) => {
      try {
        const answer = await auth.api.signInEmail({
          body: { email, password },
          headers,
          returnHeaders: true,
        });
        return answer.headers.getSetCookie();
      } catch (cause) {
        if (!isRefusal(cause)) throw cause;
        throw new DomainError('UNAUTHORIZED', 'credentials-wrong', 'E-mail or password is wrong.', { cause });
      }
    },
  };
}

/** better-auth's APIError with status 4xx; everything else is a failure of ours. */
function isRefusal(error: unknown): boolean {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' && status >= 400 && status < 500;
}

async function makeBetterAuth({ db, secret, publicUrl, log }: AuthOptions) {
  const [{ betterAuth }, { prismaAdapter }] = await Promise.all([
    import('better-auth/minimal'),
    import('better-auth/adapters/prisma'),
  ]);
  return betterAuth({
    appName: 'BorgCube',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: prismaAdapter(db, { provider: providerBehind(db) }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPasswordOf(hash, password) },
    },
    user: { additionalFields: { role: { type: 'string', input: false, defaultValue: 'viewer' } } },
    session: { expiresIn: SESSION_SECONDS, updateAge: 86_400 },
    rateLimit: { enabled: false }, // ours is persisted, per account, and knows the real address
    telemetry: { enabled: false },
    logger: {
      log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ part: 'better-auth' }, message),
    },
    advanced: {
      cookiePrefix: 'borgcube',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      // Host and Origin were checked before, by stricter rules that know localhost and the local socket.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { ipAddressHeaders: [PEER_HEADER] },
      database: { generateId: () => randomUUID() }, // 'uuid' leaves it to PostgreSQL, whose ids are texts here
    },
  });
}
