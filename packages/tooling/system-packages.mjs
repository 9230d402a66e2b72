import { existsSync, readdirSync } from 'node:fs';
import { findProgram, run } from './run-command.mjs';

const has = (program) => () => findProgram(program) !== null;
const hasPostgres = () =>
  has('initdb')() || (existsSync('/usr/lib/postgresql') && readdirSync('/usr/lib/postgresql').length > 0);

const BORG = { package: 'borgbackup', isThere: () => has(process.env.BORGCUBE_BORG ?? 'borg')() };
const SSH = { package: 'openssh-client', isThere: () => has(process.env.BORGCUBE_SSH ?? 'ssh')() };
const ZSTD = { package: 'zstd', isThere: has('zstd') };

/** What the running server calls. */
export const SERVER_PACKAGES = [BORG, SSH, ZSTD];

/** What compiles better-sqlite3, where no ready-made binary of it can be had. */
export const COMPILER_PACKAGES = [
  { package: 'python3', isThere: has('python3') },
  { package: 'make', isThere: has('make') },
  { package: 'g++', isThere: has('g++') },
];

/** What the tests call beside that. */
export const TEST_PACKAGES = [
  ...SERVER_PACKAGES,
  { package: 'openssh-server', isThere: has('sshd') },
  { package: 'postgresql', isThere: hasPostgres },
  { package: 'chromium', isThere: has('chromium') },
  { package: 'acl', isThere: has('setfacl') },
  { package: 'attr', isThere: has('setfattr') },
];

/** Installs missing packages through apt when root, else says what to install. Answers what is still missing. */
export async function ensureSystemPackages(wanted) {
  const missing = wanted.filter((one) => !one.isThere()).map((one) => one.package);
  if (missing.length === 0) return [];
  if (process.getuid?.() !== 0 || !findProgram('apt-get')) {
    console.error(`Please install ${missing.join(', ')}: sudo apt-get install -y ${missing.join(' ')}`);
    return missing;
  }
  console.log(`Installing ${missing.join(', ')}`);
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing];
  // The package lists of a fresh container are empty, others may be old.
  if (!(await apt(install)) && (await apt(['update', '-qq']))) await apt(install);
  return wanted.filter((one) => !one.isThere()).map((one) => one.package);
}

function apt(args) {
  return run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true });
}
