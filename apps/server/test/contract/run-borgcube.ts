import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/borgcube.mjs', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `borgcube …` as a process of its own, in a folder and on a data directory, with nothing else around it. */
export function runBorgcube(
  args: readonly string[],
  {
    input = '',
    env = {},
    folder,
    dataDir,
  }: RunOptions & { readonly folder: string; readonly dataDir?: string },
): Promise<Ran> {
  const place = dataDir === undefined ? {} : { BORGCUBE_DATA_DIR: dataDir };
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...place, ...env },
    cwd: folder,
  });
  let out = '';
  let error = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (error += chunk));
  child.stdin.on('error', () => {}); // it may end without having read it
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, error })));
}
