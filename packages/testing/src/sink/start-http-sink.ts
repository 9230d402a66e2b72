import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpSink extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** How it answers from now on; null: not at all. */
  answer(how: { status: number; headers?: Record<string, string>; body?: string } | null): void;
}

/** A real HTTP server on this machine that keeps what it is asked. */
export async function startHttpSink(): Promise<HttpSink> {
  const requests: ReceivedRequest[] = [];
  let how: Parameters<HttpSink['answer']>[0] = { status: 200 };
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, path: url, headers, body: await text(request) });
    if (how !== null) response.writeHead(how.status, how.headers).end(how.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address has this form
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer: (next) => {
      how = next;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
