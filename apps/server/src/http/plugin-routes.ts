import type { CoreContext } from '@borgcube/core/core-context';
import { DomainError, notFound } from '@borgcube/domain/error/domain-error';
import type { PluginRequest, PluginResponse } from '@borgcube/plugin-kit/hook-specs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { identifyActor } from '../auth/identify-actor.ts';
import type { Auth } from '../auth/open-auth.ts';
import { refuse } from './error-answer.ts';
import { addCookies } from './web-request.ts';

interface PluginRouteOptions {
  readonly core: Omit<CoreContext, 'actor'>;
  readonly auth: () => Promise<Auth>;
}

interface Params {
  readonly name: string;
  readonly '*'?: string;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const ANSWER_MAX_MS = 30_000;
/** What proves who asks is not the plugin's business. */
const KEPT_BACK = new Set(['authorization', 'proxy-authorization', 'cookie']);
/** What an answer may say; above all no cookies and none of the headers that guard the console. */
const ANSWER_HEADERS = new Set([
  'content-type',
  'content-disposition',
  'content-language',
  'cache-control',
  'etag',
  'last-modified',
  'location',
]);

/**
 * `/plugin/<name>/*`, answered by the hook `handleRequest`. It needs a session or a token: role viewer to read, operator
 * for all other methods; the plugin may ask for more.
 */
export async function pluginRoutes(app: FastifyInstance, { core, auth }: PluginRouteOptions): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const answer = async (request: FastifyRequest<{ Params: Params }>, reply: FastifyReply) => {
    const { actor, cookies } = await identifyActor(request, core, auth);
    addCookies(reply, cookies);
    if (!actor) throw new DomainError('UNAUTHORIZED', 'sign-in-needed', 'Sign in, or send a bearer token.');
    if (actor.role === 'viewer' && !SAFE_METHODS.has(request.method)) {
      throw new DomainError('FORBIDDEN', 'role-needed', 'This needs the role operator; you are viewer.');
    }
    const { name } = request.params;
    if (!core.kinds.plugins.some((plugin) => plugin.name === name)) throw notFound('plugin', name);
    const asked = toPluginRequest(request, { name: actor.name, role: actor.role });
    const answered = await withinTime(core.hooks.firstResult('handleRequest', { request: asked }, name));
    if (answered === 'late') {
      const message = `The plugin ${name} did not answer within ${ANSWER_MAX_MS / 1000} s.`;
      return refuse(reply, { code: 'SERVICE_UNAVAILABLE', message });
    }
    if (answered === null)
      return refuse(reply, { code: 'NOT_FOUND', kind: 'not-found', message: 'There is nothing here.' });
    return send(reply, name, answered);
  };
  for (const url of ['/:name', '/:name/*']) {
    app.route<{ Params: Params }>({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url,
      handler: answer,
    });
  }
}

function toPluginRequest(
  request: FastifyRequest<{ Params: Params }>,
  actor: PluginRequest['actor'],
): PluginRequest {
  const url = new URL(request.url, 'http://borgcube.invalid');
  const { name, '*': rest = '' } = request.params;
  const headers = Object.entries(request.headers).flatMap(([header, value]) =>
    value === undefined || KEPT_BACK.has(header) ? [] : [[header, String(value)] as const],
  );
  return {
    plugin: name,
    actor,
    method: request.method,
    path: `/${rest}`,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(headers),
    body: Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : null,
  };
}

/** What a plugin answers is not believed: a status or a header that HTTP would not take is left out. */
function send(reply: FastifyReply, plugin: string, answer: PluginResponse): FastifyReply {
  const { status, headers = {}, body = '' } = answer;
  const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
  if (!isStatus || !(typeof body === 'string' || body instanceof Uint8Array)) {
    const message = `The plugin ${plugin} gave an answer that cannot be sent.`;
    return refuse(reply, { code: 'SERVICE_UNAVAILABLE', message });
  }
  reply.code(status).type('text/plain; charset=utf-8');
  for (const [name, value] of Object.entries(headers)) {
    const header = name.toLowerCase();
    const isPlain = /^[\t\x20-\x7e]*$/.test(String(value));
    if (ANSWER_HEADERS.has(header) && isPlain && (header !== 'location' || /^\/(?![/\\])/.test(value))) {
      reply.header(header, String(value));
    }
  }
  return reply.send(typeof body === 'string' ? body : Buffer.from(body));
}

async function withinTime<T>(work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ANSWER_MAX_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
