import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const DIR_VARIABLE = 'TEST_POSTGRES_DIR';
const START_LIMIT_MS = 60_000;

/** Agrees on one place for the cluster of this test run, with the processes that this one starts. Starts nothing. */
export function reserveClusterDir(): string {
  // Short, because the path of a unix socket has at most 107 bytes.
  process.env[DIR_VARIABLE] ??= path.join(tmpdir(), `pg-${randomBytes(4).toString('hex')}-${process.pid}`);
  return process.env[DIR_VARIABLE];
}

/** The URL of a database in the cluster of this test run, which is started by whoever asks first. */
export async function clusterUrl(database: string): Promise<string> {
  const dir = reserveClusterDir();
  startOnce(dir);
  const deadline = Date.now() + START_LIMIT_MS;
  while (!existsSync(path.join(dir, 'ready'))) {
    if (existsSync(path.join(dir, 'failed'))) {
      throw new Error(
        `PostgreSQL for tests did not start: ${readFileSync(path.join(dir, 'failed'), 'utf8')}`,
      );
    }
    if (Date.now() > deadline)
      throw new Error(`PostgreSQL for tests did not start within ${START_LIMIT_MS} ms`);
    await wait(25);
  }
  return `postgresql://postgres@localhost/${database}?host=${dir}`;
}

/** Stops the cluster of this test run, if there is one, and waits until nothing is left of it. */
export async function stopCluster(dir: string): Promise<void> {
  const pidFile = path.join(dir, 'keeper.pid');
  if (!existsSync(pidFile)) return;
  process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM');
  while (existsSync(dir)) await wait(25);
}

function startOnce(dir: string): void {
  try {
    mkdirSync(dir);
  } catch {
    return; // another process of this run was first
  }
  const keeper = path.join(import.meta.dirname, 'postgres-keeper.mjs');
  const watched = dir.slice(dir.lastIndexOf('-') + 1); // the process that reserved the place
  const child = spawn(process.execPath, [keeper, dir, watched], { detached: true, stdio: 'ignore' });
  child.unref();
  writeFileSync(path.join(dir, 'keeper.pid'), `${child.pid}`);
}
