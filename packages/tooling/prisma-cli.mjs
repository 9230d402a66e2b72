import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { rootDir } from './root-dir.mjs';

const require = createRequire(import.meta.url);

/**
 * Runs `prisma generate|validate|format`. These never start the schema engine, yet the CLI downloads it unless the
 * variable names an existing file; node itself always exists, and refuses the arguments of a mistaken `prisma migrate`.
 */
export function prisma(args) {
  const cli = path.join(path.dirname(require.resolve('prisma/package.json')), 'build', 'index.js');
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    ...process.env,
  };
  const run = spawnSync(process.execPath, [cli, ...args], { cwd: rootDir, encoding: 'utf8', env });
  if (run.status === 0) return;
  process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}`);
  throw new Error(`prisma ${args.join(' ')} failed (${run.status ?? run.signal ?? run.error})`);
}
