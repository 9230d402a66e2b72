import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { borgPython } from './borg-python.ts';

export interface ForkingBorg {
  /** Runs one command of the installed Borg; answers its output, throws with it when Borg failed. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
  close(): Promise<void>;
}

/** The installed Borg for tests that need hundreds of commands: Python starts once, each command is a fork of it. */
export function forkingBorg(folder: string): ForkingBorg {
  const base = join(folder, 'forking-borg');
  mkdirSync(base, { recursive: true });
  const script = join(import.meta.dirname, 'forking-borg.py');
  const child = spawn(borgPython(), [script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH ?? '',
      LC_ALL: 'C.UTF-8',
      BORG_BASE_DIR: base,
      BORG_PASSPHRASE: '',
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes',
    },
  });
  child.stdin.on('error', () => {}); // EPIPE: told by the end of its answers
  const ended = once(child, 'exit');
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    run: async (args, env = {}) => {
      child.stdin.write(`${JSON.stringify({ args, env })}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error('the Python that Borg runs in has ended');
      const answer: { code: number; output: string } = JSON.parse(value);
      if (answer.code !== 0) throw new Error(`borg ${args.join(' ')}: ${answer.code}\n${answer.output}`);
      return answer.output;
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
