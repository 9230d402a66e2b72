import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { listenLocally } from './local-socket.ts';

it('goes on serving when connections could not be taken', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'borgcube-socket-'));
  const app = Fastify();
  const server = await listenLocally(app, dataDir);
  // More than one: what listens for a failed start hears the first.
  for (let n = 0; n < 3; n += 1) server.emit('error', new Error('accept EMFILE'));
  expect(server.listening).toBe(true);
  server.close();
  await app.close();
  rmSync(dataDir, { recursive: true });
});
