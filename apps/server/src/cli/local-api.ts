import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { AppRouter } from '@borgcube/api/app-router';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { SOCKET_NAME, withShortPath } from '../http/socket-path.ts';

export type LocalApi = ReturnType<typeof createTRPCClient<AppRouter>>;

/** The API of the server that listens on this data directory's socket; null when nothing listens. */
export async function findLocalApi(dataDir: string): Promise<LocalApi | null> {
  const path = join(dataDir, SOCKET_NAME);
  if (!(await withShortPath(path, isListening))) return null;
  const link = httpLink({
    url: 'http://localhost/trpc',
    fetch: (url, options) => withShortPath(path, (short) => fetchLocally(short, url, options)),
  });
  return createTRPCClient<AppRouter>({ links: [link] });
}

/** A GET to the server on this socket, its answer still to be read. */
export function askLocally(dataDir: string, path: string): Promise<IncomingMessage> {
  return withShortPath(
    join(dataDir, SOCKET_NAME),
    (socketPath) =>
      new Promise((resolve, reject) => {
        const headers = { host: 'localhost' };
        request({ socketPath, path, headers }).once('error', reject).once('response', resolve).end();
      }),
  );
}

export function isApiError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

interface Options {
  readonly method?: string;
  readonly headers?: unknown;
  readonly body?: unknown;
}

/** What `fetch` cannot: a request over a Unix socket. */
function fetchLocally(socketPath: string, url: unknown, options: Options = {}): Promise<Response> {
  const { pathname, search } = new URL(String(url));
  // tRPC declares its own narrow types of what it hands to `fetch`.
  const headers = new Headers(options.headers as ConstructorParameters<typeof Headers>[0]);
  const { method = 'GET', body } = options;
  return new Promise((resolve, reject) => {
    const path = pathname + search;
    const call = request({ socketPath, path, method, headers: Object.fromEntries(headers) });
    call.once('error', reject);
    call.once('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () =>
        resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 500 })),
      );
    });
    call.end(typeof body === 'string' ? body : undefined);
  });
}
