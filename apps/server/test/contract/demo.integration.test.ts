import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@borgcube/testing/server/free-port';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask, cookiesOf, post } from './ask.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/borgcube.mjs', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'borgcube-demo-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('the demo has a backup under way and one of everything, and leaves nothing behind', async () => {
  const port = await freePort();
  const env = { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder, BORGCUBE_PORT: String(port) };
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--demo'], { env, cwd: folder });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let out = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (out += chunk));
  try {
    await expect.poll(() => out, { timeout: 60_000 }).toMatch(/\/setup\?token=\S+/);
    const [link = ''] = /http:\S+\/setup\?token=\S+/.exec(out) ?? [];
    const { origin, searchParams } = new URL(link);
    const account = { name: 'Ada', email: 'ada@example.org', password: 'a long password' };
    const token = searchParams.get('token');
    const cookie = cookiesOf(await post(`${origin}/trpc/setup.complete`, { token, ...account }, { origin }));
    const list = async (router: string): Promise<Array<Record<string, unknown>>> =>
      JSON.parse((await ask(`${origin}/trpc/${router}.list`, { headers: { cookie } })).text).result.data
        .items;
    await expect.poll(async () => (await list('triggers')).length, { timeout: 60_000 }).toBe(1);
    expect((await list('schedules')).map(({ name }) => name)).toEqual(['Sundays', 'Nightly']);
    for (const router of ['repositories', 'clients', 'backupConfigs', 'checkConfigs', 'pruneConfigs'])
      expect(await list(router)).toHaveLength(1);
    // Once it is done, others follow by themselves.
    expect((await list('jobs')).at(-1)).toMatchObject({ kind: 'backup' });
  } finally {
    child.kill('SIGTERM');
  }
  expect(await ended).toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith('borgcube-demo-'))).toEqual([]);
  expect(existsSync(join(folder, '.local'))).toBe(false);
});
