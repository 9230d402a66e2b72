import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

const PROGRAM = fileURLToPath(new URL('../../../../apps/server/bin/borgcube.mjs', import.meta.url));

export interface ServerOptions {
  /** A data directory to start on; it is then left behind. Default: a new one that is removed at the end. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly process: ChildProcess;
  readonly env: Readonly<Record<string, string>>;
  /** All that it printed so far. */
  output(): string;
  /** Runs `borgcube …` on this data directory and answers its standard output. */
  run(...args: readonly string[]): string;
  /** Asks it to stop (SIGTERM) or kills it, and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the built server as a process of its own, as a person would, and waits until it answers. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'borgcube-server-'));
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: dataDir,
    BORGCUBE_DATA_DIR: dataDir,
    BORGCUBE_PORT: String(port),
    ...options.env,
  };
  const child = spawn(process.execPath, [PROGRAM, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (text += chunk));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child, () => text);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return {
    url,
    port,
    dataDir,
    process: child,
    env,
    output: () => text,
    run: (...args) => execFileSync(process.execPath, [PROGRAM, ...args], { env, encoding: 'utf8' }),
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      if (options.dataDir === undefined && existsSync(dataDir))
        rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilHealthy(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not answer within 30 s:\n${output()}`);
}
