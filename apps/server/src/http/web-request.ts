import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The request as web APIs want it, its body already read as text; aborted when the answer ends or nobody waits for it. */
export function toWebRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  headers: Headers = toHeaders(request),
): Request {
  const leaving = new AbortController();
  reply.raw.once('close', () => leaving.abort());
  const { method, body } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD' && typeof body === 'string' && body !== '';
  return new Request(new URL(request.url, 'http://borgcube.invalid'), {
    method,
    headers,
    signal: leaving.signal,
    ...(hasBody && { body }),
  });
}

export function toHeaders({ headers }: FastifyRequest): Headers {
  const copy = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const item of Array.isArray(value) ? value : [value ?? '']) copy.append(name, item);
  }
  return copy;
}

/** Whole answers are sent as text, so that they can be compressed; event streams as they come. */
export async function sendWebResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status);
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') reply.header(name, value);
  }
  addCookies(reply, response.headers.getSetCookie());
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (!isStream || !response.body) return reply.send(await response.text());
  // The two declarations of one and the same class.
  return reply.send(Readable.fromWeb(response.body as NodeReadableStream));
}

export function addCookies(reply: FastifyReply, cookies: readonly string[]): void {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}
