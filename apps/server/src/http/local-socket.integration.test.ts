import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { listenLocally } from './local-socket.ts';

it('goes on serving when a connection could not be taken', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'borgcube-socket-'));
  const app = Fastify();
  const server = await listenLocally(app, dataDir);
  server.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }));
  expect(server.listening).toBe(true);
  server.close();
  await app.close();
  rmSync(dataDir, { recursive: true });
});
