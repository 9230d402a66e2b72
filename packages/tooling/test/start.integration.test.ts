import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@borgcube/testing/server/free-port';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runningProcesses } from './running-processes.ts';

const root = path.join(import.meta.dirname, '../../..');

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'borgcube-start-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test.each([
  ['SIGTERM to npm', (npm: ChildProcess) => npm.kill('SIGTERM')],
  ['SIGKILL of npm', (npm: ChildProcess) => npm.kill('SIGKILL')],
  ['Ctrl-C, which the whole group gets', (npm: ChildProcess) => process.kill(-Number(npm.pid), 'SIGINT')],
])('%s ends the server and frees its port', async (_, end) => {
  const port = await freePort();
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, BORGCUBE_DATA_DIR: dataDir, BORGCUBE_PORT: `${port}` },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  try {
    const lines: string[] = [];
    for await (const line of createInterface({ input: npm.stdout })) {
      lines.push(line);
      if (line.includes(`http://127.0.0.1:${port}`)) break;
    }
    // Nothing is installed or built: the second start of a clone takes the fast path.
    expect(lines.filter((line) => /Installing|Building/.test(line))).toEqual([]);
    const healthz = `http://127.0.0.1:${port}/healthz`;
    expect((await fetch(healthz)).status).toBe(200);
    end(npm);
    await expect.poll(() => fetch(healthz).catch(() => 'refused'), { timeout: 20_000 }).toBe('refused');
    await expect.poll(() => isGroupAlive(Number(npm.pid)), { timeout: 20_000 }).toBe(false);
  } finally {
    if (isGroupAlive(Number(npm.pid))) process.kill(-Number(npm.pid), 'SIGKILL');
  }
});

function isGroupAlive(leader: number): boolean {
  return [...runningProcesses().values()].includes(leader);
}
