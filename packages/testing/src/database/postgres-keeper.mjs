// node postgres-keeper.mjs <dir> <pid>: runs a throw-away PostgreSQL cluster in <dir> until SIGTERM or the end of
// process <pid>, however that ends, and then removes <dir>. Writes <dir>/ready, or <dir>/failed with the reason.
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

const [dir, watched] = process.argv.slice(2);
const dataDir = path.join(dir, 'data');
const LOOK_MS = 300;
let server;
let stopping = false;

try {
  start();
} catch (error) {
  writeFileSync(path.join(dir, 'failed'), String(error.stderr ?? error));
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
setInterval(() => isAlive(Number(watched)) || stop(), LOOK_MS);

function start() {
  const binDir = serverPrograms();
  const user = serverUser();
  mkdirSync(dataDir, { mode: 0o700 });
  for (const made of user ? [dir, dataDir] : []) chownSync(made, user.uid, user.gid);
  chmodSync(dir, 0o700);
  const initdb = [
    '-D',
    dataDir,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ];
  execFileSync(path.join(binDir, 'initdb'), initdb, {
    ...user,
    cwd: dir,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // A cluster that never survives its machine has no need of fsync.
  const settings = {
    listen_addresses: '',
    unix_socket_directories: dir,
    fsync: 'off',
    max_connections: '200',
  };
  const args = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  server = spawn(path.join(binDir, 'postgres'), ['-D', dataDir, ...args], {
    ...user,
    cwd: dir,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (text) => {
    log = (log + text).slice(-4000);
    if (text.includes('ready to accept connections')) writeFileSync(path.join(dir, 'ready'), '');
  });
  server.on('exit', () => {
    if (!stopping) writeFileSync(path.join(dir, 'failed'), log);
    server = undefined;
  });
}

function stop() {
  if (stopping) return;
  stopping = true;
  const end = () => {
    rmSync(dir, { recursive: true, force: true });
    process.exit(0);
  };
  if (!server) return end();
  server.on('exit', end);
  server.kill('SIGINT'); // fast shutdown: does not wait for connections
  setTimeout(() => server?.kill('SIGQUIT'), 5000);
}

/** Debian keeps the programs of each version apart and out of PATH. */
function serverPrograms() {
  const versions = '/usr/lib/postgresql';
  const debian = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
  const dirs = [
    ...process.env.PATH.split(':'),
    ...debian.map((version) => path.join(versions, version, 'bin')),
  ];
  const found = dirs.find((dir) => existsSync(path.join(dir, 'initdb')));
  if (!found) throw new Error('no PostgreSQL server programs (initdb, postgres) are installed');
  return found;
}

/** PostgreSQL refuses to run as root. */
function serverUser() {
  if (process.getuid() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
