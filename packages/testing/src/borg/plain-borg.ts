import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

export interface PlainBorg {
  /** Runs borg as a person without BorgCube would, with a base directory of its own; answers standard output. */
  run(args: readonly string[], cwd?: string, extraEnv?: Readonly<Record<string, string>>): string;
  archiveNames(url: string): string[];
  /** Extracts a whole archive into a new folder and answers the folder. */
  extract(url: string, archive: string): string;
  /** Keeps the repository's lock, as a Borg at work does, until it is let go. */
  hold(url: string): Promise<AsyncDisposable & { readonly pid: number }>;
}

/** Borg outside of BorgCube: the way out that every user must keep. */
export function plainBorg(folder: string, passphrase: string): PlainBorg {
  const env = {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C.UTF-8',
    BORG_BASE_DIR: join(folder, 'plain-borg'),
    BORG_PASSPHRASE: passphrase,
    BORG_RELOCATED_REPO_ACCESS_IS_OK: 'yes',
    BORG_HOST_ID: 'plain-borg-of-a-person',
  };
  mkdirSync(env.BORG_BASE_DIR, { recursive: true });
  const run = (args: readonly string[], cwd = folder, extraEnv = {}) =>
    execFileSync('borg', ['--lock-wait', '60', ...args], {
      env: { ...env, ...extraEnv },
      cwd,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    run,
    archiveNames: (url) => run(['list', '--short', url]).split('\n').filter(Boolean),
    extract: (url, archive) => {
      const target = mkdtempSync(join(folder, 'extracted-'));
      run(['extract', '--sparse', `${url}::${archive}`], target);
      return target;
    },
    hold: async (url) => {
      // It works as long as its standard input is open.
      const borg = spawn('borg', ['with-lock', url, 'sh', '-c', 'echo held; exec cat'], {
        env,
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const ended = once(borg, 'exit');
      await Promise.race([once(borg.stdout, 'data'), ended]);
      if (borg.exitCode !== null || borg.pid === undefined) throw new Error(`${url} could not be locked.`);
      return {
        pid: borg.pid,
        [Symbol.asyncDispose]: async () => {
          borg.stdin.end();
          await ended;
        },
      };
    },
  };
}
