import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { SOCKET_NAME, withShortPath } from './socket-path.ts';

const localSockets = new WeakSet<Socket>();

export function isLocalSocket({ socket }: IncomingMessage): boolean {
  return localSockets.has(socket);
}

/** Serves the same routes on `<data dir>/borgcube.sock`; who can open the file (0600) is the administrator. */
export async function listenLocally(app: FastifyInstance, dataDir: string): Promise<Server> {
  const path = join(dataDir, SOCKET_NAME);
  rmSync(path, { force: true }); // left by a process that was killed; the data directory is ours alone
  const server = createServer((request, response) => app.routing(request, response));
  server.on('connection', (socket) => localSockets.add(socket));
  await withShortPath(path, (short) => {
    const umask = process.umask(0o177);
    try {
      const listening = new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(short, resolve);
      });
      chmodSync(path, 0o600);
      return listening;
    } finally {
      process.umask(umask);
    }
  });
  heedServerErrors(app, server);
  return server;
}

/** One connection that could not be taken (no descriptor left) ends neither the server nor its backups. */
export function heedServerErrors(app: FastifyInstance, server: Server): void {
  server.on('error', (err) => app.log.error({ err }, 'a connection could not be taken'));
}
