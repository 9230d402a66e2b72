import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTestDatabase } from '@borgcube/testing/database/open-test-database';
import { startServer } from '@borgcube/testing/server/start-server';
import { expect, it } from 'vitest';
import { ask, cookiesOf, post } from './ask.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/borgcube.mjs', import.meta.url));

it('on PostgreSQL people set up, sign in and are throttled, and roles may be nodes of their own', async () => {
  await using database = await openTestDatabase('postgresql');
  const env = { BORGCUBE_DATABASE_URL: database.url };
  await using web = await startServer({ env: { ...env, BORGCUBE_ROLE: 'web' } });
  const own = { origin: web.url };
  expect(JSON.parse((await ask(`${web.url}/readyz`)).text)).toMatchObject({ status: 'ok', worker: 'none' });
  const token = /\/setup\?token=(\S+)/.exec(web.output())?.[1];
  const ada = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
  const twice = await Promise.all(
    ['ada', 'eve'].map((name) =>
      post(`${web.url}/trpc/setup.complete`, { token, ...ada, email: `${name}@example.org` }, own),
    ),
  );
  expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 403]);
  const done = twice.find(({ status }) => status === 200);
  const cookie = done ? cookiesOf(done) : '';
  const session = JSON.parse((await ask(`${web.url}/trpc/session.get`, { headers: { cookie } })).text);
  expect(session.result.data.user).toMatchObject({ role: 'admin' });

  const signIn = () =>
    post(`${web.url}/api/auth/sign-in/email`, { email: ada.email, password: 'wrong password' }, own);
  const statuses = (await Promise.all(Array.from({ length: 12 }, signIn))).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(7);

  const folder = mkdtempSync(join(tmpdir(), 'borgcube-worker-'));
  const worker = spawn(process.execPath, [PROGRAM, 'worker'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      ...env,
      BORGCUBE_DATA_DIR: folder,
      BORGCUBE_MASTER_KEY_FILE: join(web.dataDir, 'master.key'),
    },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => worker.once('close', resolve));
  const workers = async () => {
    const answer = await ask(`${web.url}/trpc/system.status`, { headers: { cookie } });
    return JSON.parse(answer.text).result.data.workers.length;
  };
  await expect.poll(workers, { timeout: 20_000 }).toBe(1);
  worker.kill('SIGTERM');
  expect(await ended).toBe(0);
  rmSync(folder, { recursive: true });
}, 120_000);

it('on PostgreSQL a text that it cannot keep is a bad request, not a failure', async () => {
  await using database = await openTestDatabase('postgresql');
  await using server = await startServer({ env: { BORGCUBE_DATABASE_URL: database.url } });
  const made = JSON.parse(server.run('token', 'create', '--name', 'a', '--role', 'admin', '--json'));
  const bearer = { authorization: `Bearer ${made.token}` };
  const fieldErrorsOf = async (procedure: string, input: object) =>
    (await post(`${server.url}/trpc/${procedure}`, input, bearer)).refusal.fieldErrors;
  expect(await fieldErrorsOf('clients.create', { hostname: 'web01', description: 'a\0b' })).toEqual({
    description: [expect.any(String)],
  });
  expect(await fieldErrorsOf('repositories.create', { name: '\ud800', url: '/srv/x' })).toEqual({
    name: [expect.any(String)],
  });
  const get = async (path: string) => (await ask(server.url + path, { headers: bearer })).status;
  const input = (value: object) => encodeURIComponent(JSON.stringify(value));
  const cursor = Buffer.from('1795399590956 a\0b').toString('base64url');
  expect(await get(`/trpc/clients.get?input=${input({ id: 'a\0b' })}`)).toBe(400);
  expect(await get(`/trpc/clients.list?input=${input({ cursor })}`)).toBe(400);
  expect(await get('/archives/a%00b/download?path=x')).toBe(404);
  const who = { email: 'a\0b@example.org', password: 'correct horse battery' };
  expect((await post(`${server.url}/api/auth/sign-in/email`, who, bearer)).status).toBe(400);
}, 120_000);
