import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { freePort } from '@borgcube/testing/server/free-port';
import { startServer } from '@borgcube/testing/server/start-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, post } from './ask.ts';
import { type RunOptions, runBorgcube } from './run-borgcube.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/borgcube.mjs', import.meta.url));

let folder: string;
let dataDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'borgcube-commands-'));
  dataDir = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const borgcube = (args: readonly string[], more: RunOptions = {}) =>
  runBorgcube(args, { folder, dataDir, ...more });

describe('token create', () => {
  it('works on a fresh data directory, and the server that starts later knows the token', async () => {
    const made = await borgcube(['token', 'create', '--name', 'script', '--role', 'viewer', '--json']);
    expect([made.code, made.error]).toEqual([0, '']);
    const told = JSON.parse(made.out);
    expect(told).toEqual({
      id: expect.any(String),
      name: 'script',
      role: 'viewer',
      token: expect.stringMatching(/^bct_[\w-]{43}$/),
      expiresAt: null,
    });
    await using server = await startServer({ dataDir });
    const answer = await ask(`${server.url}/trpc/session.get`, {
      headers: { authorization: `Bearer ${told.token}` },
    });
    expect(JSON.parse(answer.text).result.data.actor).toMatchObject({
      type: 'token',
      name: 'script',
      role: 'viewer',
    });
  });

  it('works beside a server, and while one is starting', async () => {
    const port = await freePort();
    const [server, ...made] = await Promise.all([
      startServer({ dataDir, port }),
      ...['a', 'b', 'c'].map((name) =>
        borgcube(['token', 'create', '--name', name, '--role', 'admin', '--json']),
      ),
    ]);
    await using _ = server;
    made.push(await borgcube(['token', 'create', '--name', 'd', '--role', 'admin', '--json']));
    for (const { code, out, error } of made) {
      expect([code, error]).toEqual([0, '']);
      const headers = { authorization: `Bearer ${JSON.parse(out).token}` };
      expect((await ask(`${server.url}/trpc/tokens.list`, { headers })).status).toBe(200);
    }
  });

  it('ends when it was told to', async () => {
    const options = ['token', 'create', '--name', 'x', '--role', 'admin', '--json', '--expires'];
    const [days, date] = [await borgcube([...options, '30d']), await borgcube([...options, '2100-01-31'])];
    const inDays = (Date.parse(JSON.parse(days.out).expiresAt) - Date.now()) / 86_400_000;
    expect(inDays).toBeGreaterThan(29.9);
    expect(inDays).toBeLessThan(30.1);
    expect(JSON.parse(date.out).expiresAt).toBe('2100-01-31T00:00:00.000Z');
  });

  it.each([
    ['no role', ['token', 'create', '--name', 'x']],
    ['a role that is none', ['token', 'create', '--name', 'x', '--role', 'root']],
    ['an empty name', ['token', 'create', '--name', '', '--role', 'admin']],
    ['an expiry that is none', ['token', 'create', '--name', 'x', '--role', 'admin', '--expires', 'soon']],
    [
      'an expiry that is over',
      ['token', 'create', '--name', 'x', '--role', 'admin', '--expires', '2001-01-01'],
    ],
    ['an unknown option', ['token', 'create', '--name', 'x', '--role', 'admin', '--forever']],
    ['too many words', ['token', 'create', 'x', '--name', 'x', '--role', 'admin']],
    ['an unknown command', ['tokens']],
    ['a command without its act', ['token']],
    ['no command', []],
    ['a job that has no number', ['job', 'show', 'first']],
  ])('%s is wrong usage', async (_what, args) => {
    const { code, out, error } = await borgcube(args);
    expect([code, out]).toEqual([2, '']);
    expect(error).not.toMatch(/^\s+at /m);
    expect(error).not.toBe('');
  });
});

describe('a token', () => {
  it('is refused once its time is over, and once it is deleted', async () => {
    await using server = await startServer({ dataDir });
    const admin = JSON.parse(server.run('token', 'create', '--name', 'a', '--role', 'admin', '--json'));
    const headers = { authorization: `Bearer ${admin.token}` };
    const soon = new Date(Date.now() + 5000).toISOString();
    const input = { name: 'short', role: 'viewer', expires: soon };
    const short = JSON.parse((await post(`${server.url}/trpc/tokens.create`, input, headers)).text).result
      .data;
    const asShort = () =>
      ask(`${server.url}/trpc/jobs.list`, { headers: { authorization: `Bearer ${short.token}` } });
    expect((await asShort()).status).toBe(200);
    await expect.poll(async () => (await asShort()).refusal.code, { timeout: 60_000 }).toBe('UNAUTHORIZED');
    expect(Date.now()).toBeGreaterThan(Date.parse(soon));

    const listed = JSON.parse((await ask(`${server.url}/trpc/tokens.list`, { headers })).text).result.data;
    expect(listed.items).toHaveLength(2);
    expect(JSON.stringify(listed)).not.toMatch(/bct_|digest/);
    expect(listed.items.every((item: { lastUsedAt: string | null }) => item.lastUsedAt !== null)).toBe(true);
    expect((await post(`${server.url}/trpc/tokens.delete`, { id: admin.id }, headers)).status).toBe(200);
    expect((await ask(`${server.url}/trpc/tokens.list`, { headers })).status).toBe(401);
  });
});

describe('user', () => {
  const options = ['--email', 'ada@example.org', '--name', 'Ada'];
  const signIn = async (url: string, password: string) =>
    (await post(`${url}/api/auth/sign-in/email`, { email: 'ada@example.org', password }, { origin: url }))
      .status;

  it('is made, listed and given a new password, without and with a server', async () => {
    const made = await borgcube(['user', 'create', ...options, '--json'], { input: 'first long password\n' });
    expect([made.code, JSON.parse(made.out)]).toMatchObject([0, { email: 'ada@example.org', role: 'admin' }]);
    const twice = await borgcube(['user', 'create', ...options], { input: 'first long password\n' });
    expect([twice.code, twice.error]).toEqual([1, expect.stringContaining('already')]);
    await using server = await startServer({ dataDir });
    expect(server.output()).not.toContain('/setup');
    expect(await signIn(server.url, 'first long password')).toBe(200);
    const changed = await borgcube(['user', 'passwd', 'ada@example.org'], {
      input: 'second long password\n',
    });
    expect(changed.code).toBe(0);
    expect(await signIn(server.url, 'first long password')).toBe(401);
    expect(await signIn(server.url, 'second long password')).toBe(200);
    const listed = await borgcube(['user', 'list', '--json']);
    expect(JSON.parse(listed.out)).toEqual([
      expect.objectContaining({ email: 'ada@example.org', role: 'admin' }),
    ]);
    expect(listed.out).not.toContain('password');
  });

  it('is refused a weak password, and one that is not there', async () => {
    for (const input of ['short\n', '']) {
      expect((await borgcube(['user', 'create', ...options], { input })).code).toBe(2);
    }
    expect(
      (await borgcube(['user', 'passwd', 'nobody@example.org'], { input: 'a long password\n' })).code,
    ).toBe(1);
  });
});

describe('db migrate and doctor', () => {
  it('bring a fresh database up to date, and find everything in order', async () => {
    const first = await borgcube(['db', 'migrate', '--json']);
    expect([first.code, JSON.parse(first.out).messages]).toEqual([
      0,
      [expect.stringContaining('up to date: ')],
    ]);
    const again = await borgcube(['db', 'migrate']);
    expect([again.code, again.out]).toEqual([0, 'The database is up to date.\n']);
    const doctor = await borgcube(['doctor', '--json']);
    expect(doctor.code).toBe(0);
    const names = JSON.parse(doctor.out).checks.map(({ name }: { name: string }) => name);
    expect(names).toEqual([
      'borg',
      'ssh',
      'zstd',
      'data directory',
      'master key',
      'clock',
      'disk',
      'server',
      'database',
      'proofs',
    ]);
  });

  it('doctor fails when something is missing, and says what', async () => {
    const { code, out, error } = await borgcube(['doctor'], { env: { BORGCUBE_BORG: '/nonexistent/borg' } });
    expect([code, error.trim()]).toEqual([1, 'Not in order: borg.']);
    expect(out).toContain('FAIL  borg');
  });
});

describe('backup run and job', () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse();
    dataDir = house.server.dataDir;
  });
  afterEach(() => house[Symbol.asyncDispose]());

  it('run, show, list and print the log of a backup', async () => {
    const repository = await house.makeRepository();
    const client = await house.makeClient();
    await house.makeConfig({
      clientId: client.id,
      repositoryId: repository.id,
      paths: [PROGRAM],
      label: 'daily',
    });
    const run = await borgcube(['backup', 'run', 'daily', '--json']);
    expect([run.code, run.error]).toEqual([0, '']);
    const { id, kind } = JSON.parse(run.out);
    expect([kind, typeof id]).toEqual(['backup', 'number']);
    await house.untilJob(id, ({ state }) => state === 'done');
    const shown = await borgcube(['job', 'show', String(id), '--json']);
    expect(JSON.parse(shown.out)).toMatchObject({
      id,
      state: 'done',
      createdBy: expect.stringContaining('cli'),
    });
    const listed = await borgcube(['job', 'list', '--json', '--state', 'done', '--kind', 'backup']);
    expect(JSON.parse(listed.out)).toEqual([expect.objectContaining({ id })]);
    const log = await borgcube(['job', 'log', String(id), '--json']);
    expect(JSON.parse(log.out)[0]).toMatchObject({ seq: 1, message: expect.any(String) });
    const cancelled = await borgcube(['job', 'cancel', String(id)]);
    expect([cancelled.code, cancelled.error]).not.toEqual([0, '']);
    expect((await borgcube(['backup', 'run', 'weekly'])).code).toBe(1);
  });
});

it('what only a server can do fails without one, with words', async () => {
  for (const args of [
    ['job', 'list'],
    ['backup', 'run', 'x'],
  ]) {
    const { code, error } = await borgcube(args);
    expect([code, error.trim()]).toEqual([
      1,
      `No BorgCube server is running on ${dataDir}. Start it with: borgcube serve`,
    ]);
  }
});
