import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Notes what it is told in a file beside it; answers by the path that it is asked for. */
const PLUGIN = `
import { appendFileSync } from 'node:fs';
const note = (line) => appendFileSync(new URL('notes', import.meta.url), JSON.stringify(line) + '\\n');
export default {
  name: 'NAME',
  hooks: {
    startup: ({ process, db, store }) => note(['startup', process, typeof db, typeof store.read]),
    jobCreated: () => { throw new Error('NAME never wants any'); },
    handleRequest: ({ request }) => {
      const { path, plugin } = request;
      if (path === '/echo') return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...request, body: request.body && Buffer.from(request.body).toString(), by: 'NAME' }),
      };
      if (path === '/headers') return {
        status: 302,
        headers: {
          'Set-Cookie': 'a=b', 'Content-Security-Policy': 'none', 'Access-Control-Allow-Origin': '*',
          location: '//elsewhere.example.org', etag: '"1"', 'content-language': 'de\\r\\nx-evil: 1',
        },
      };
      if (path === '/inside') return { status: 303, headers: { location: '/jobs' } };
      if (path === '/throw') throw new Error('out of order');
      if (path === '/odd') return { status: 99 };
      if (path === '/other' && plugin !== 'NAME') return { status: 200, body: 'by NAME' };
      return null;
    },
  },
};`;

describe('plugins of a server', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'borgcube-requests-')));
  const file = (name: string) => join(folder, `${name}.mjs`);
  let house: House;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    for (const name of ['first', 'second']) writeFileSync(file(name), PLUGIN.replaceAll('NAME', name));
    house = await startHouse({ env: { BORGCUBE_PLUGINS: `${file('first')},${file('second')}` } });
    for (const role of ['viewer', 'operator']) {
      const made = house.server.run('token', 'create', '--name', role, '--role', role, '--json');
      tokens[role] = (JSON.parse(made) as { token: string }).token;
    }
  });
  afterAll(async () => {
    await house[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (path: string, options: RequestInit & { as?: string } = {}) => {
    const { as = 'operator', headers, ...rest } = options;
    const token = tokens[as];
    return fetch(`${house.server.url}/plugin${path}`, {
      redirect: 'manual',
      ...rest,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    });
  };

  it('are told once for each role of the process, and by commands that open the database themselves', async () => {
    const notes = () =>
      readFileSync(join(folder, 'notes'), 'utf8')
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
    const atStart = ['server', 'server', 'worker', 'worker'].map((role) => [
      'startup',
      role,
      'object',
      'function',
    ]);
    expect(notes()).toEqual(atStart);
    await house.server.stop();
    house.server.run('user', 'list');
    const ofCommand = Array(2).fill(['startup', 'cli', 'object', 'function']);
    expect(notes()).toEqual([...atStart, ...ofCommand]);
    await house[Symbol.asyncDispose]();
    house = await startHouse({ env: { BORGCUBE_PLUGINS: `${file('first')},${file('second')}` } });
    for (const role of ['viewer', 'operator']) {
      const made = house.server.run('token', 'create', '--name', role, '--role', role, '--json');
      tokens[role] = (JSON.parse(made) as { token: string }).token;
    }
  });

  it('get the request of somebody who is known, without what proves it', async () => {
    const answer = await ask('/second/echo?a=1&b=%26', {
      method: 'POST',
      body: 'raw text',
      headers: { cookie: 'borgcube.session_token=x', 'x-mine': 'yes', 'content-type': 'text/x-any' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const request = (await answer.json()) as { headers: Record<string, string> };
    expect(request).toMatchObject({
      by: 'second',
      plugin: 'second',
      method: 'POST',
      path: '/echo',
      query: { a: '1', b: '&' },
      body: 'raw text',
      actor: { name: 'operator', role: 'operator' },
      headers: { 'x-mine': 'yes', 'content-type': 'text/x-any' },
    });
    expect(Object.keys(request.headers)).not.toEqual(expect.arrayContaining(['cookie']));
    expect(JSON.stringify(request)).not.toContain(tokens.operator);
  });

  it.each([
    ['nobody', '/first/echo', {}, 401],
    ['a viewer who reads', '/first/echo', { as: 'viewer' }, 200],
    ['a viewer who changes', '/first/echo', { as: 'viewer', method: 'POST' }, 403],
    [
      'a page of another site',
      '/first/echo',
      { as: 'none', method: 'POST', headers: { origin: 'http://evil' } },
      403,
    ],
    ['a plugin that is not here', '/third/echo', {}, 404],
    ['a path that nobody answers', '/first/nothing', {}, 404],
    ['one that throws', '/first/throw', {}, 404],
    ['a body of 2 MiB', '/first/echo', { method: 'POST', body: 'x'.repeat(2 ** 21) }, 413],
    ['an answer that is none', '/first/odd', {}, 503],
  ])('answer %s rightly', async (who, path, options, status) => {
    const as = who === 'nobody' ? 'none' : 'operator';
    const answer = await ask(path, { as, ...options });
    expect(answer.status).toBe(status);
    if (status >= 400) expect(await answer.json()).toMatchObject({ error: { data: { httpStatus: status } } });
  });

  it('are asked in order after the one whose name stands in the address', async () => {
    expect(await (await ask('/first/other')).text()).toBe('by second');
    expect(await (await ask('/first/echo')).json()).toMatchObject({ by: 'first' });
    expect(await (await ask('/second/echo')).json()).toMatchObject({ by: 'second' });
  });

  it('set no cookies, no guards and no way out', async () => {
    const { status, headers } = await ask('/first/headers');
    expect(status).toBe(302);
    expect(headers.get('etag')).toBe('"1"');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    for (const name of [
      'set-cookie',
      'access-control-allow-origin',
      'location',
      'content-language',
      'x-evil',
    ]) {
      expect([name, headers.get(name)]).toEqual([name, null]);
    }
    expect((await ask('/first/inside')).headers.get('location')).toBe('/jobs');
  });

  it('that throw are logged by their names, and keep nothing from happening', async () => {
    const client = await house.makeClient();
    const repository = await house.makeRepository();
    const ids = { clientId: client.id, repositoryId: repository.id };
    const config = await house.makeConfig({ ...ids, paths: [folder] });
    expect(await house.backUp(config.id)).toMatchObject({ state: 'done' });
    for (const name of ['first', 'second']) {
      expect(house.server.output()).toMatch(
        new RegExp(`"plugin":"${name}","hook":"jobCreated".*${name} never wants any`),
      );
    }
    expect(house.server.output()).toMatch(/"hook":"handleRequest".*out of order/);
  });
});
