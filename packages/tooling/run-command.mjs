import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from './root-dir.mjs';

/** The environment without what npm adds to it: a nested npm would take npm_config_* for its own settings. */
export function withoutNpm(env = process.env) {
  return Object.fromEntries(Object.entries(env).filter(([key]) => !/^npm_/i.test(key)));
}

/** Runs a program in the root of the clone and waits; answers whether it succeeded. */
export function run(command, args, { env = {}, ...options } = {}) {
  const result = spawnSync(command, args, {
    cwd: rootDir,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
    env: { ...withoutNpm(), ...env },
  });
  if (result.error) console.error(`${command}: ${result.error.message}`);
  return result.status === 0;
}

/** npm by the path that it gave its own children, else the one in PATH. */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? run(process.execPath, [cli, ...args], options) : run('npm', args, options);
}

/** The path of a program in PATH, or of one named by its path; null when it is not there. */
export function findProgram(name) {
  const dirs = name.includes('/') ? [''] : (process.env.PATH ?? '').split(':').concat('/usr/sbin', '/sbin');
  return dirs.map((dir) => path.join(dir, name)).find((file) => existsSync(file)) ?? null;
}
