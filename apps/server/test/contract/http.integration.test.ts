import { join } from 'node:path';
import { type RunningServer, startServer } from '@borgcube/testing/server/start-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, post } from './ask.ts';

let server: RunningServer;
let token: string;
let own: { origin: string };

beforeAll(async () => {
  server = await startServer({ env: { BORGCUBE_PUBLIC_URL: 'https://backup.example.org' } });
  token = JSON.parse(server.run('token', 'create', '--name', 'test', '--role', 'admin', '--json')).token;
  own = { origin: server.url };
});
afterAll(() => server[Symbol.asyncDispose]());

const bearer = () => ({ authorization: `Bearer ${token}` });

describe('health', () => {
  it('says ok and the version, without a login', async () => {
    const answer = await ask(`${server.url}/healthz`);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  });

  it('adds the state of the worker', async () => {
    const answer = await ask(`${server.url}/readyz`);
    expect(JSON.parse(answer.text)).toMatchObject({ status: 'ok', database: 'ok', worker: 'running' });
  });
});

describe('Host', () => {
  it.each(['backup.example.org', 'localhost', 'localhost:8420', '127.0.0.1:8420', '[::1]:8420'])(
    'answers to %s',
    async (host) => expect((await ask(`${server.url}/healthz`, { headers: { host } })).status).toBe(200),
  );

  it.each(['evil.example.org', 'backup.example.org.evil.test', '127.0.0.1.nip.io', '192.168.1.5:8420'])(
    'refuses %s, forwarded or not',
    async (host) => {
      for (const path of ['/', '/healthz', '/trpc/session.get', '/api/auth/ok']) {
        const answer = await ask(server.url + path, { headers: { host, 'x-forwarded-host': 'localhost' } });
        expect([path, answer.status, answer.refusal.kind]).toEqual([path, 403, 'host-unknown']);
      }
    },
  );
});

describe('Origin', () => {
  it.each([
    ['/trpc/users.create', { origin: 'https://evil.test' }, 403],
    ['/trpc/users.create', { origin: 'null' }, 403],
    ['/trpc/users.create', { cookie: 'borgcube.session_token=abc' }, 403],
    ['/trpc/setup.complete', {}, 401],
    ['/api/auth/sign-in/email', { origin: 'http://localhost:3000' }, 403],
    ['/api/auth/sign-in/email', {}, 403],
    ['/api/auth/sign-out', { origin: 'https://evil.test' }, 403],
  ])('a change at %s with %j is refused', async (path, headers, status) => {
    expect((await post(server.url + path, {}, headers)).status).toBe(status);
  });

  it('is not needed with a bearer token, and is not enough for a change without a session', async () => {
    const body = { name: 'second', role: 'viewer' };
    expect((await post(`${server.url}/trpc/tokens.create`, body, bearer())).status).toBe(200);
    const anonymous = await post(`${server.url}/trpc/tokens.create`, body, own);
    expect([anonymous.status, anonymous.refusal.code]).toEqual([401, 'UNAUTHORIZED']);
  });

  it('of a page on another port of localhost is not ours', async () => {
    const { port } = new URL(server.url);
    const at = (origin: string) =>
      post(`${server.url}/trpc/setup.complete`, {}, { host: `localhost:${port}`, origin });
    expect((await at(`http://localhost:${port}`)).refusal.code).toBe('BAD_REQUEST');
    expect((await at('http://localhost:1')).refusal.kind).toBe('origin-unknown');
  });
});

describe('a question that is too long for an address', () => {
  it('may be posted', async () => {
    const answer = await post(`${server.url}/trpc/clients.list`, { text: 'nobody' }, bearer());
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      200,
      { result: { data: { items: [] } } },
    ]);
  });
});

describe('refusals', () => {
  it.each([
    ['a broken body', 'POST', '/trpc/users.create', '{bad', 400, 'BAD_REQUEST'],
    ['a body of another type', 'POST', '/trpc/users.create', '"text"', 400, 'BAD_REQUEST'],
    ['no body', 'POST', '/trpc/users.create', undefined, 400, 'BAD_REQUEST'],
    ['a broken input', 'GET', '/trpc/users.list?input=%7Bbad', undefined, 400, 'BAD_REQUEST'],
    [
      'an input that is too large',
      'GET',
      `/trpc/users.list?input=${JSON.stringify({ limit: 201 })}`,
      undefined,
      400,
      'BAD_REQUEST',
    ],
    [
      'a cursor from nowhere',
      'GET',
      `/trpc/users.list?input=${JSON.stringify({ cursor: 'x' })}`,
      undefined,
      400,
      'BAD_REQUEST',
    ],
    ['an unknown procedure', 'GET', '/trpc/users.nothing', undefined, 404, 'NOT_FOUND'],
    ['a mutation by GET', 'GET', '/trpc/users.create', undefined, 405, 'METHOD_NOT_SUPPORTED'],
    ['an unknown path of the API', 'GET', '/api/nothing', undefined, 404, 'NOT_FOUND'],
    ['sign-up', 'POST', '/api/auth/sign-up/email', '{}', 404, 'NOT_FOUND'],
    ['a trigger', 'POST', '/trigger/0b0f9d3e-8a1a-4c39-9d53-3e4f5a6b7c8d', '{}', 404, 'NOT_FOUND'],
    ['a folder of assets', 'GET', '/assets/', undefined, 404, 'NOT_FOUND'],
    ['an asset that is not there', 'GET', '/assets/nothing.js', undefined, 404, 'NOT_FOUND'],
    [
      'a body without end',
      'POST',
      '/trpc/users.create',
      `"${'x'.repeat(1_100_000)}"`,
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['a record that is not there', 'POST', '/trpc/users.delete', '{"id":"nobody"}', 404, 'NOT_FOUND'],
    ['a broken escape', 'GET', '/%E0%A4%A', undefined, 400, 'BAD_REQUEST'],
    ['a download without a path', 'GET', '/archives/nothing/download', undefined, 400, 'BAD_REQUEST'],
    ['a download of nothing', 'GET', '/archives/nothing/download?path=a', undefined, 404, 'NOT_FOUND'],
    [
      'a download as something else',
      'GET',
      '/archives/nothing/download?path=a&format=rar',
      undefined,
      400,
      'BAD_REQUEST',
    ],
  ])('%s', async (_what, method, path, body, status, code) => {
    const headers = { ...bearer(), 'content-type': 'application/json' };
    const answer = await ask(server.url + encodeURI(path).replaceAll('%25', '%'), {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    expect([answer.status, answer.refusal.code]).toEqual([status, code]);
    expect(answer.text).not.toMatch(/node_modules|\.[jt]s:\d+|stack/);
  });

  it.each([
    {},
    { origin: 'https://elsewhere.test' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
  ])('of a trigger tell nothing but that it is unknown, to whoever calls: %j', async (headers) => {
    const trigger = `${server.url}/trigger/0b0f9d3e-8a1a-4c39-9d53-3e4f5a6b7c8d`;
    const answer = await ask(trigger, { method: 'POST', headers, body: 'a=b' });
    expect([answer.status, answer.refusal.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('of a stream, told inside it, has its own code too', async () => {
    const address = `${server.url}/trpc/jobs.onLog?input=${encodeURIComponent(JSON.stringify({ id: 4711 }))}`;
    const { text } = await ask(address, { headers: bearer() });
    const told = /^data: (.*"message".*)$/m.exec(text)?.[1] ?? '{}';
    expect(JSON.parse(told)).toMatchObject({
      data: { code: 'NOT_FOUND', httpStatus: 404, kind: 'not-found' },
    });
    expect(server.output()).not.toContain('a procedure failed');
  });

  it('names the fields of a form, nested ones by their path', async () => {
    const user = await post(`${server.url}/trpc/users.create`, { name: '', email: 'nobody' }, bearer());
    expect(user.refusal).toMatchObject({
      code: 'BAD_REQUEST',
      fieldErrors: {
        name: [expect.any(String)],
        email: [expect.any(String)],
        password: [expect.any(String)],
      },
    });
    const client = { hostname: 'web01', connection: { remote: '-oProxyCommand=x' } };
    const nested = await post(`${server.url}/trpc/clients.create`, client, bearer());
    expect(nested.refusal.fieldErrors).toHaveProperty(['connection.remote']);
  });

  it('names the kind of a refusal that is no matter of fields alone', async () => {
    const user = { name: 'Ada', email: 'ada@example.org', role: 'viewer', password: 'long enough to be one' };
    expect((await post(`${server.url}/trpc/users.create`, user, bearer())).status).toBe(200);
    const again = await post(
      `${server.url}/trpc/users.create`,
      { ...user, email: 'ADA@example.org' },
      bearer(),
    );
    expect([again.status, again.refusal]).toMatchObject([409, { code: 'CONFLICT', kind: 'name-taken' }]);
  });
});

describe('pages', () => {
  it.each(['/', '/jobs/17', '/archives/abc', '/setup?token=x'])(
    '%s is the console, with its headers',
    async (path) => {
      const answer = await ask(server.url + path);
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cache-control': 'no-cache',
      });
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toMatch(/script-src|unsafe-eval/);
      expect(answer.text).not.toMatch(/<script(?![^>]*\ssrc=)/);
      expect(answer.text).not.toMatch(/(src|href)="(https?:)?\/\//);
    },
  );

  it.each(['gzip', 'br'])('their scripts are compressed as %s and kept for good', async (encoding) => {
    const page = await ask(server.url);
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1];
    const answer = await ask(server.url + script, { headers: { 'accept-encoding': encoding } });
    expect(answer.headers).toMatchObject({
      'content-encoding': encoding,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
});

describe('the local socket', () => {
  const local = (path: string, asked = {}) =>
    ask(`http://localhost${path}`, { ...asked, socketPath: join(server.dataDir, 'borgcube.sock') });

  it('makes the administrator of whoever may open it', async () => {
    const answer = await local('/trpc/session.get');
    const uid = String(process.getuid?.());
    expect(JSON.parse(answer.text).result.data).toMatchObject({
      actor: { type: 'cli', id: uid, role: 'admin' },
      user: null,
    });
  });

  it('needs neither Host nor Origin, and a token does not lower it', async () => {
    const asked = { method: 'POST', headers: { host: 'anything', 'content-type': 'application/json' } };
    const answer = await local('/trpc/tokens.create', { ...asked, body: '{"name":"x","role":"viewer"}' });
    expect(answer.status).toBe(200);
  });
});
