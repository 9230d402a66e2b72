import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@borgcube/testing/server/free-port';
import { startServer } from '@borgcube/testing/server/start-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, post } from './ask.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/borgcube.mjs', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'borgcube-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function run(
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcess & { ended: Promise<Ended> } {
  const base = { PATH: process.env.PATH ?? '', HOME: folder, BORGCUBE_DATA_DIR: join(folder, 'data') };
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...base, ...env }, cwd: folder });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, output })));
  return Object.assign(child, { ended });
}

const refusedStart = async (env: Record<string, string>) => run(['serve'], env).ended;

describe('settings', () => {
  it.each([
    ['BORGCUBE_PORT', 'eighty'],
    ['BORGCUBE_PORT', '65536'],
    ['BORGCUBE_PORT', '-1'],
    ['BORGCUBE_HOST', 'http://localhost'],
    ['BORGCUBE_HOST', '999.1.1.1'],
    ['BORGCUBE_HOST', 'web01:8420'],
    ['BORGCUBE_PUBLIC_URL', 'backup.example.org'],
    ['BORGCUBE_PUBLIC_URL', 'https://backup.example.org/borg'],
    ['BORGCUBE_ROLE', 'server'],
    ['BORGCUBE_WORKER_CONCURRENCY', '0'],
    ['BORGCUBE_LOG_LEVEL', 'loud'],
    ['BORGCUBE_TIME_ZONE', 'Middle/Earth'],
    ['BORGCUBE_TRUSTED_PROXIES', '10.0.0.1, proxy.example.org'],
    ['BORGCUBE_DATABASE_URL', 'mysql://root@localhost/x'],
    ['BORGCUBE_PLUGINS', './no-such-plugin.mjs'],
    ['BORGCUBE_PROT', '8420'],
  ])('%s=%s stops the start with a sentence that names it', async (key, value) => {
    const { code, output } = await refusedStart({ [key]: value, BORGCUBE_PORT: '0', ...{ [key]: value } });
    expect(code).toBe(2);
    expect(output).toContain(key);
    expect(output.trim().split('\n')).toHaveLength(
      key === 'BORGCUBE_PLUGINS' ? output.trim().split('\n').length : 1,
    );
    expect(output).not.toMatch(/^\s+at /m);
  });

  it('a role other than all is refused on SQLite, with words', async () => {
    for (const { code, output } of [
      await refusedStart({ BORGCUBE_ROLE: 'web' }),
      await run(['worker']).ended,
    ]) {
      expect(code).toBe(2);
      expect(output).toMatch(/^BORGCUBE_ROLE (web|worker) needs PostgreSQL/);
    }
  });

  it('stand in borgcube.toml too, the environment wins, and doctor tells which', async () => {
    writeFileSync(
      join(folder, 'borgcube.toml'),
      'BORGCUBE_PORT = 8555\nBORGCUBE_TIME_ZONE = "Europe/Berlin"\n',
    );
    mkdirSync(join(folder, 'data'), { mode: 0o700 });
    writeFileSync(join(folder, 'data', 'borgcube.toml'), 'BORGCUBE_PORT = 8666\nBORGCUBE_ROLE = "all"\n');
    const { code, output } = await run(['doctor', '--json'], { BORGCUBE_TIME_ZONE: 'Asia/Tokyo' }).ended;
    expect(code).toBe(0);
    const settings: Array<{ key: string; value: string; from: string }> = JSON.parse(output).settings;
    const of = (key: string) => settings.find((setting) => setting.key === key);
    expect(of('BORGCUBE_PORT')).toMatchObject({ value: '8555', from: join(folder, 'borgcube.toml') });
    expect(of('BORGCUBE_TIME_ZONE')).toMatchObject({ value: 'Asia/Tokyo', from: 'environment' });
    expect(of('BORGCUBE_ROLE')).toMatchObject({ from: join(folder, 'data', 'borgcube.toml') });
    expect(of('BORGCUBE_HOST')).toMatchObject({ value: '127.0.0.1', from: 'default' });
  });

  it.each(['BORGCUBE_PROT = 1', 'port = 1', 'BORGCUBE_PORT = true', 'BORGCUBE_PORT = '])(
    'a borgcube.toml with %s stops the start',
    async (line) => {
      writeFileSync(join(folder, 'borgcube.toml'), `${line}\n`);
      const { code, output } = await refusedStart({});
      expect([code, output]).toEqual([2, expect.stringContaining(join(folder, 'borgcube.toml'))]);
      expect(output.trim().split('\n')).toHaveLength(1);
    },
  );

  it('doctor shows no password of the database', async () => {
    const url = 'postgresql://borg:canary-7f3a9c@127.0.0.1:1/x';
    const { code, output } = await run(['doctor', '--json'], { BORGCUBE_DATABASE_URL: url }).ended;
    expect(code).toBe(1);
    expect(output).not.toContain('canary-7f3a9c');
  });
});

describe('what stands in the way', () => {
  it('a port in use', async () => {
    const stranger = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => stranger.once('listening', resolve));
    const address = stranger.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, output } = await refusedStart({ BORGCUBE_PORT: String(port), BORGCUBE_LOG_LEVEL: 'warn' });
    stranger.close();
    expect(code).toBe(1);
    expect(output.trim()).toBe(
      `Port ${port} on 127.0.0.1 is in use by another program. Stop it, or set BORGCUBE_PORT to another one.`,
    );
  });

  it('an address of another machine', async () => {
    const { code, output } = await refusedStart({ BORGCUBE_HOST: '192.0.2.1', BORGCUBE_LOG_LEVEL: 'warn' });
    expect([code, output.trim()]).toEqual([1, 'BORGCUBE_HOST 192.0.2.1 is no address of this machine.']);
  });

  it('a data directory held by another server, which goes on', async () => {
    await using server = await startServer();
    const env = { BORGCUBE_DATA_DIR: server.dataDir, BORGCUBE_PORT: '0' };
    const { code, output } = await refusedStart(env);
    expect(code).toBe(1);
    expect(output.trim()).toBe(
      `The data directory ${server.dataDir} is in use by another BorgCube process (pid ${server.process.pid}).`,
    );
    expect((await ask(`${server.url}/healthz`)).status).toBe(200);
    expect(server.run('user', 'list', '--json').trim()).toBe('[]');
  });

  it('a data directory that cannot be made, a database of somebody else, a master key that is none', async () => {
    writeFileSync(join(folder, 'file'), '');
    const beneath = await refusedStart({ BORGCUBE_DATA_DIR: join(folder, 'file', 'data') });
    expect([beneath.code, beneath.output]).toEqual([1, expect.stringContaining('cannot be used')]);
    writeFileSync(join(folder, 'text.db'), 'this is no database, it is a text that somebody wrote');
    const text = await refusedStart({ BORGCUBE_DATABASE_URL: `file:${join(folder, 'text.db')}` });
    expect([text.code, text.output]).toEqual([1, expect.stringContaining('is not a SQLite database')]);
    const key = await refusedStart({ BORGCUBE_MASTER_KEY_FILE: join(folder, 'text.db') });
    expect([key.code, key.output]).toEqual([1, expect.stringContaining('BORGCUBE_MASTER_KEY_FILE')]);
    for (const { output } of [beneath, text, key]) expect(output.trim().split('\n')).toHaveLength(1);
  });

  it('a master key that is gone while secrets are sealed under it; none is made in its place', async () => {
    const dataDir = join(folder, 'data');
    const server = await startServer({ dataDir });
    const { token } = JSON.parse(server.run('token', 'create', '--name', 'x', '--role', 'admin', '--json'));
    const made = await post(
      `${server.url}/trpc/sshKeys.generate`,
      { name: 'one' },
      { authorization: `Bearer ${token}` },
    );
    expect(made.status).toBe(200);
    await server.stop();
    rmSync(join(dataDir, 'master.key'));
    const { code, output } = await refusedStart({ BORGCUBE_PORT: '0' });
    expect([code, output]).toEqual([1, expect.stringContaining('master.key is missing')]);
    expect(existsSync(join(dataDir, 'master.key'))).toBe(false);
  });
});

describe('a data directory', () => {
  it('is for its owner alone, and so is all that opens something', async () => {
    const dataDir = join(folder, 'deep', 'data');
    await using server = await startServer({ dataDir });
    const mode = (name: string) => (statSync(join(dataDir, name)).mode & 0o777).toString(8);
    expect(mode('.')).toBe('700');
    for (const name of ['master.key', 'borgcube.db', 'borgcube.sock'])
      expect([name, mode(name)]).toEqual([name, '600']);
    await server.stop();
    expect(existsSync(join(dataDir, 'borgcube.sock'))).toBe(false);
  });

  it('may lie deeper than the path of a socket may be long', async () => {
    const dataDir = join(folder, 'd'.repeat(120), 'data');
    await using server = await startServer({ dataDir });
    expect(server.run('user', 'list', '--json').trim()).toBe('[]');
    expect(existsSync(join(dataDir, 'borgcube.sock'))).toBe(true);
  });

  it('that was left by a killed server is taken over', async () => {
    const dataDir = join(folder, 'data');
    const first = await startServer({ dataDir });
    await first.stop('SIGKILL');
    expect(existsSync(join(dataDir, 'borgcube.sock'))).toBe(true);
    await using second = await startServer({ dataDir });
    expect(second.run('user', 'list', '--json').trim()).toBe('[]');
  });
});

describe('the end', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s stops everything, with streams open',
    async (signal) => {
      const server = await startServer();
      const { token } = JSON.parse(
        server.run('token', 'create', '--name', 'x', '--role', 'viewer', '--json'),
      );
      const stream = await fetch(`${server.url}/trpc/jobs.onChange`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(stream.status).toBe(200);
      const { pid } = server.process;
      await server.stop(signal);
      expect([server.process.exitCode, server.process.signalCode]).toEqual([0, null]);
      expect(childrenOf(Number(pid))).toEqual([]);
      await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
      rmSync(server.dataDir, { recursive: true });
    },
  );

  it('a log that nobody reads any more does not end it', async () => {
    const port = await freePort();
    const child = run(['serve'], { BORGCUBE_PORT: String(port), BORGCUBE_LOG_LEVEL: 'trace' });
    for (;;) if ((await ask(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.status === 200) break;
    child.stdout?.destroy();
    child.stderr?.destroy();
    for (let n = 0; n < 5; n += 1) expect((await ask(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await child.ended).code).toBe(0);
  });
});

it('the log of everything holds neither tokens nor passwords nor cookies', async () => {
  await using server = await startServer({ env: { BORGCUBE_LOG_LEVEL: 'trace' } });
  const { token } = JSON.parse(server.run('token', 'create', '--name', 'x', '--role', 'admin', '--json'));
  const headers = { authorization: `Bearer ${token}`, cookie: 'borgcube.session_token=canary-cookie-0001' };
  const trigger = '0b0f9d3e-8a1a-4c39-9d53-3e4f5a6b7c8d';
  await post(`${server.url}/trigger/${trigger}?token=${token}`, {}, headers);
  await ask(`${server.url}/trpc/session.get?input=${JSON.stringify({ passphrase: 'canary-passphrase' })}`, {
    headers,
  });
  await post(`${server.url}/trpc/users.create`, { password: 'canary-password' }, headers);
  const repository = {
    name: 'x',
    url: join(folder, 'none'),
    encryption: 'repokey',
    passphrase: 'canary-passphrase',
  };
  await post(`${server.url}/trpc/repositories.create`, repository, headers);
  await post(
    `${server.url}/api/auth/sign-in/email`,
    { email: 'canary@example.org', password: 'canary-password' },
    { origin: server.url },
  );
  expect(server.output()).toContain('/trigger/[masked]');
  for (const secret of [token, trigger, 'canary']) expect(server.output()).not.toContain(secret);
});

function childrenOf(pid: number): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(pid);
      } catch {
        return false; // it ended meanwhile
      }
    });
}
