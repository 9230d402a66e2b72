import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const RUN_WORKER = fileURLToPath(new URL('./run-worker.ts', import.meta.url));

/** A server process that works on the jobs of a database until it is killed. */
export interface KillableServer extends AsyncDisposable {
  /** Resolves when it is gone. */
  kill(): Promise<void>;
}

export function startKillableServer(databaseUrl: string, folder: string): KillableServer {
  const server = spawn(process.execPath, ['--import', 'tsx', RUN_WORKER, databaseUrl, folder], {
    stdio: 'inherit',
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const kill = () => {
    server.kill('SIGKILL');
    return ended;
  };
  return { kill, [Symbol.asyncDispose]: kill };
}
