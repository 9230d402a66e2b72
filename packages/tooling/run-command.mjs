import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from './root-dir.mjs';

const running = new Set();
let isEnding = false;
let onLastEnd = () => {};

/** The environment without what npm adds to it: a nested npm would take npm_config_* for its own settings. */
function withoutNpm(env = process.env) {
  return Object.fromEntries(Object.entries(env).filter(([key]) => !/^npm_/i.test(key)));
}

/** Runs a program in the root of the clone, in a process group of its own; answers whether it succeeded. */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const output = quiet ? 'ignore' : 'inherit';
    const child = spawn(command, args, {
      cwd: rootDir,
      env: { ...withoutNpm(), ...env },
      stdio: ['ignore', output, output],
      detached: true,
    });
    running.add(child);
    const end = (ok) => {
      running.delete(child);
      if (!isEnding) resolve(ok); // else whoever waits must not go on to the next thing
      if (running.size === 0) onLastEnd();
    };
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      end(false);
    });
    child.on('exit', (code) => end(code === 0));
  });
}

/** npm by the path that it gave its own children, else the one in PATH. */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? run(process.execPath, [cli, ...args], options) : run('npm', args, options);
}

/** Ends everything that `run` started, with SIGKILL after the limit; nobody who waits for it hears of it. */
export async function endRunning(limitMs) {
  isEnding = true;
  if (running.size === 0) return;
  const ended = new Promise((resolve) => {
    onLastEnd = resolve;
  });
  signalRunning('SIGTERM');
  setTimeout(() => signalRunning('SIGKILL'), limitMs).unref();
  await ended;
}

function signalRunning(signal) {
  for (const { pid } of running) {
    try {
      process.kill(-pid, signal);
    } catch {
      // its group has just ended
    }
  }
}

/** The path of a program in PATH, or of one named by its path; null when it is not there. */
export function findProgram(name) {
  if (name.includes('/')) return existsSync(name) ? name : null;
  const dirs = (process.env.PATH ?? '').split(':').concat('/usr/sbin', '/sbin');
  return dirs.map((dir) => path.join(dir, name)).find((file) => existsSync(file)) ?? null;
}
