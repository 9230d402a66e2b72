import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@borgcube/testing/server/start-server';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, ask, cookiesOf, post } from './ask.ts';

const ADA = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };

let server: RunningServer;
afterEach(() => server[Symbol.asyncDispose]());

const own = () => ({ origin: server.url });
const procedure = (name: string, input: unknown, headers: Record<string, string> = {}) =>
  post(`${server.url}/trpc/${name}`, input, { ...own(), ...headers });
const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  post(`${server.url}/api/auth/sign-in/email`, { email, password }, { ...own(), ...headers });
const resultOf = (answer: Answer) => JSON.parse(answer.text).result.data;
const sessionOf = async (cookie: string) =>
  resultOf(await ask(`${server.url}/trpc/session.get`, { headers: { cookie } }));

function setupToken(): string {
  const token = /\/setup\?token=(\S+)/.exec(server.output())?.[1];
  if (!token) throw new Error(`no setup link in: ${server.output()}`);
  return token;
}

async function setUp(): Promise<string> {
  const done = await procedure('setup.complete', { token: setupToken(), ...ADA });
  return cookiesOf(done);
}

describe('the setup link', () => {
  it('makes the first admin, signs in, and works once', async () => {
    server = await startServer();
    const status = () => ask(`${server.url}/trpc/setup.status`).then(resultOf);
    expect(await status()).toEqual({ needed: true });
    const wrong = await procedure('setup.complete', { token: 'x', ...ADA });
    expect([wrong.status, wrong.refusal.kind]).toEqual([403, 'setup-link-invalid']);
    const weak = await procedure('setup.complete', { token: setupToken(), ...ADA, password: 'short' });
    expect(weak.refusal.fieldErrors).toHaveProperty('password');

    const cookie = await setUp();
    expect(await sessionOf(cookie)).toMatchObject({ user: { email: ADA.email, role: 'admin' } });
    expect(await status()).toEqual({ needed: false });
    const again = await procedure('setup.complete', {
      token: setupToken(),
      ...ADA,
      email: 'eve@example.org',
    });
    expect(again.refusal.kind).toBe('setup-link-invalid');
  });

  it('is new at each start, and none is printed once there is a user', async () => {
    server = await startServer();
    const { dataDir, port } = server;
    const before = setupToken();
    await server.stop();
    server = await startServer({ dataDir, port });
    expect(setupToken()).not.toBe(before);
    const old = await procedure('setup.complete', { token: before, ...ADA });
    expect(old.refusal.kind).toBe('setup-link-invalid');
    await setUp();
    await server.stop();
    server = await startServer({ dataDir, port });
    expect(server.output()).not.toContain('/setup');
  });

  it('stands in no file', async () => {
    server = await startServer({ env: { BORGCUBE_LOG_LEVEL: 'trace' } });
    const token = setupToken();
    await ask(`${server.url}/setup?token=${token}`);
    await procedure('setup.complete', { token, ...ADA });
    const printed = server
      .output()
      .split('\n')
      .filter((line) => line.includes(token));
    expect(printed).toHaveLength(1);
    expect(printed[0]).not.toMatch(/^\{/);
    for (const file of readdirSync(server.dataDir, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      expect(readFileSync(join(file.parentPath, file.name)).includes(token), file.name).toBe(false);
    }
  });
});

describe('a session', () => {
  it('is an HttpOnly, SameSite=Lax cookie, Secure only behind https', async () => {
    server = await startServer();
    await setUp();
    const plain = String((await signIn(ADA.email, ADA.password)).headers['set-cookie']);
    expect(plain).toMatch(/HttpOnly/);
    expect(plain).toMatch(/SameSite=Lax/i);
    expect(plain).not.toMatch(/Secure/);
    const { dataDir, port } = server;
    await server.stop();
    server = await startServer({ dataDir, port, env: { BORGCUBE_PUBLIC_URL: 'https://backup.example.org' } });
    const secure = await signIn(ADA.email, ADA.password);
    expect(String(secure.headers['set-cookie'])).toMatch(/; Secure/);
    expect(await sessionOf(cookiesOf(secure))).toMatchObject({ user: { email: ADA.email } });
  });

  it('ends with sign-out, and a forged or changed cookie is none', async () => {
    server = await startServer();
    const cookie = await setUp();
    for (const wrong of [
      cookie.replace(/\.[^;]+/, '.AAAA'),
      cookie.slice(0, -8),
      'borgcube.session_token=x',
    ]) {
      expect((await sessionOf(wrong)).user).toBeNull();
    }
    await post(`${server.url}/api/auth/sign-out`, {}, { ...own(), cookie });
    expect((await sessionOf(cookie)).user).toBeNull();
  });

  it('is not made up for: a bad token beside a good cookie stays a bad token', async () => {
    server = await startServer();
    const headers = { cookie: await setUp(), authorization: 'Bearer bct_made-up-by-somebody' };
    expect((await ask(`${server.url}/trpc/users.list`, { headers })).status).toBe(401);
  });

  it('ends on all other browsers with a new password, by oneself or by an admin', async () => {
    server = await startServer();
    const first = await setUp();
    const second = cookiesOf(await signIn(ADA.email, ADA.password));
    const change = { currentPassword: ADA.password, newPassword: 'another horse battery' };
    const wrong = await procedure(
      'session.changePassword',
      { ...change, currentPassword: 'x' },
      { cookie: second },
    );
    expect(wrong.refusal.fieldErrors).toHaveProperty('currentPassword');
    expect((await procedure('session.changePassword', change, { cookie: second })).status).toBe(200);
    expect((await sessionOf(first)).user).toBeNull();
    const { user } = await sessionOf(second);
    expect(user.email).toBe(ADA.email);
    expect((await signIn(ADA.email, ADA.password)).status).toBe(401);
    await procedure('users.update', { id: user.id, password: 'a third horse battery' }, { cookie: second });
    expect((await sessionOf(second)).user).toBeNull();
  });

  it('ends when its user is deleted or demoted; the last admin stays', async () => {
    server = await startServer();
    const cookie = await setUp();
    const { user } = await sessionOf(cookie);
    for (const [name, input] of [
      ['users.delete', { id: user.id }],
      ['users.update', { id: user.id, role: 'operator' }],
    ] as const) {
      const refused = await procedure(name, input, { cookie });
      expect([refused.status, refused.refusal.kind]).toEqual([409, 'last-admin']);
    }
    const eve = { name: 'Eve', email: 'eve@example.org', role: 'admin', password: 'horse battery staple' };
    const { id } = resultOf(await procedure('users.create', eve, { cookie }));
    const demoted = cookiesOf(await signIn(eve.email, eve.password));
    await procedure('users.update', { id, role: 'viewer' }, { cookie });
    expect((await sessionOf(demoted)).user).toBeNull();
    const viewer = cookiesOf(await signIn(eve.email, eve.password));
    expect((await procedure('users.create', eve, { cookie: viewer })).status).toBe(403);
    await procedure('users.delete', { id }, { cookie });
    expect((await sessionOf(viewer)).user).toBeNull();
  });
});

describe('the sign-in limit', () => {
  it('of an account is not dodged by forged forwarding headers, and outlives a restart', async () => {
    server = await startServer();
    await setUp();
    const forged = (n: number) => ({
      'x-forwarded-for': `203.0.113.${n}`,
      'x-real-ip': `203.0.113.${n}`,
      forwarded: `for=203.0.113.${n}`,
      'x-borgcube-peer': `203.0.113.${n}`,
    });
    const statuses = [];
    for (let n = 0; n < 8; n += 1)
      statuses.push((await signIn(ADA.email, 'wrong password', forged(n))).status);
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(statuses.slice(5)).toEqual([429, 429, 429]);
    const right = await signIn(ADA.email.toUpperCase(), ADA.password, forged(99));
    expect([right.status, right.refusal.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    const { dataDir, port } = server;
    await server.stop();
    server = await startServer({ dataDir, port });
    // The wait may be over by now; the failures before it still count, so one more makes a longer one.
    await signIn(ADA.email, 'wrong password');
    expect((await signIn(ADA.email, ADA.password)).status).toBe(429);
  });

  it('of an address holds over many accounts, known and unknown alike, also when asked all at once', async () => {
    server = await startServer();
    await setUp();
    const attempts = Array.from({ length: 30 }, (_, n) =>
      signIn(`nobody${n}@example.org`, 'wrong password', { 'x-forwarded-for': `198.51.100.${n}` }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });

  it('counts the address that a trusted proxy names, and of that proxy alone', async () => {
    server = await startServer({ env: { BORGCUBE_TRUSTED_PROXIES: '127.0.0.1' } });
    await setUp();
    for (let n = 0; n < 14; n += 1) {
      // The first address is the visitor's own claim; the proxy added the second.
      const headers = { 'x-forwarded-for': `10.9.9.${n}, 198.51.100.7` };
      const { status } = await signIn(`nobody${n}@example.org`, 'wrong password', headers);
      expect(status).toBe(n < 10 ? 401 : 429);
    }
    const other = await signIn(ADA.email, ADA.password, { 'x-forwarded-for': '198.51.100.8' });
    expect(other.status).toBe(200);
  });

  it('answers unknown accounts exactly as wrong passwords', async () => {
    server = await startServer();
    await setUp();
    const known = await signIn(ADA.email, 'wrong password');
    const unknown = await signIn('nobody@example.org', 'wrong password');
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
  });
});
