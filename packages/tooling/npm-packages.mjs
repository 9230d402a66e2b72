import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from './root-dir.mjs';
import { run, runNpm } from './run-command.mjs';
import { COMPILER_PACKAGES, ensureSystemPackages } from './system-packages.mjs';

const lockFile = path.join(rootDir, 'package-lock.json');
const stampFile = path.join(rootDir, 'node_modules', '.borgcube-installed');

/** Installs the npm packages of the lockfile, unless they are there for this lockfile and this Node. Ends the program on failure. */
export async function ensureNpmPackages() {
  const lock = readFileSync(lockFile);
  const runtime = `${process.versions.modules} ${process.platform} ${process.arch}`;
  const stamp = `${createHash('sha256').update(lock).digest('hex')} ${runtime}\n`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!(await isInstalledByHand(JSON.parse(lock)))) await install();
  writeFileSync(stampFile, stamp);
}

async function install() {
  console.log('Installing npm packages (a minute or two, once)');
  const missing = await ensureSystemPackages(COMPILER_PACKAGES);
  const nodedir = headersDir();
  // Build scripts in the foreground would drown the one line that tells what is going on.
  const env = nodedir ? { npm_config_nodedir: nodedir } : {};
  if (await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env })) return;
  if (missing.length > 0) console.error(`npm may have failed for want of ${missing.join(', ')}.`);
  process.exit(1);
}

/** Whoever ran `npm install` has all that the lockfile names; npm notes it in node_modules/.package-lock.json. */
async function isInstalledByHand(lock) {
  const noted = path.join(rootDir, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const installed = JSON.parse(readFileSync(noted, 'utf8')).packages;
  const complete = Object.entries(lock.packages).every(
    ([where, entry]) =>
      !where.startsWith('node_modules/') ||
      entry.optional ||
      entry.link ||
      installed[where]?.version === entry.version,
  );
  const probe = "new (require('better-sqlite3'))(':memory:').close()";
  return complete && run(process.execPath, ['-e', probe], { quiet: true });
}

/** The prefix of Node's own headers, so that node-gyp need not download them; null when they are not beside this Node. */
function headersDir() {
  const prefix = path.dirname(path.dirname(realpathSync(process.execPath)));
  const header = path.join(prefix, 'include', 'node', 'node_version.h');
  if (!existsSync(header)) return null;
  const major = /#define NODE_MAJOR_VERSION (\d+)/.exec(readFileSync(header, 'utf8'))?.[1];
  return major === process.versions.node.split('.')[0] ? prefix : null;
}
