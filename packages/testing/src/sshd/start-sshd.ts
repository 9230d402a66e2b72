import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parentDeathPrefix } from '@borgcube/borg/process/parent-death';
import { freePort } from '../server/free-port.ts';

export interface TestSshd extends AsyncDisposable {
  /** `user@127.0.0.1`, the user that runs the test or was asked for. */
  readonly remote: string;
  readonly port: number;
  /** HOME of every session, so that nothing of the real one is touched. */
  readonly home: string;
  readonly hostKey: { readonly type: string; readonly fingerprint: string; readonly line: string };
  /** Accepted by this sshd. */
  readonly privateKey: string;
  readonly publicKey: string;
  readonly identityFile: string;
  /** Processes of its sessions, their sshd included. */
  sessions(): number[];
  /** SIGSTOP or SIGCONT to sshd and all of its sessions: a machine that hangs. */
  freeze(frozen: boolean): void;
  /** Ends all sessions at once, as a cut line does for the client's side of them. */
  cut(): void;
  stop(): Promise<void>;
}

export interface SshdOptions {
  /** More lines for sshd_config. */
  readonly config?: readonly string[];
  readonly port?: number;
  /** Who logs in; needs root. Default: the user that runs the test. */
  readonly user?: { readonly name: string; readonly uid: number; readonly gid: number };
  /** Lets sessions go on to other machines. */
  readonly forwards?: boolean;
  /** Before all other folders in the PATH of a session. */
  readonly path?: string;
}

/** A real sshd on the loopback interface with its own host key, one accepted key and a home of its own. */
export async function startSshd(options: SshdOptions = {}): Promise<TestSshd> {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-sshd-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  if (options.user) {
    chmodSync(folder, 0o755); // sshd looks for the accepted key as the one who logs in
    chownSync(home, options.user.uid, options.user.gid);
  }
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 }); // sshd refuses to start without it
  const [hostKey, clientKey] = ['host', 'client'].map((name) => makeKey(join(folder, name)));
  const port = options.port ?? (await freePort());
  const marker = `BORGCUBE_TEST_SSHD=${randomUUID()}`;
  const config = join(folder, 'sshd_config'); // absolute: sshd starts itself anew from another folder
  writeFileSync(config, sshdConfig(folder, home, port, marker, options));
  const [program = '', ...args] = [...parentDeathPrefix(), '/usr/sbin/sshd', '-D', '-e', '-f', config];
  const sshd = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  await listening(sshd);
  const sessions = () => [...descendants(sshd.pid ?? -1), ...markedBy(marker)];
  const stop = async () => {
    const ended = sshd.exitCode === null && sshd.signalCode === null ? once(sshd, 'exit') : null;
    signalAll([sshd.pid ?? -1, ...sessions()], 'SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    remote: `${options.user?.name ?? userInfo().username}@127.0.0.1`,
    port,
    home,
    hostKey: describeKey(hostKey?.publicKey ?? ''),
    privateKey: clientKey?.privateKey ?? '',
    publicKey: clientKey?.publicKey ?? '',
    identityFile: join(folder, 'client'),
    sessions,
    freeze: (frozen) => signalAll([sshd.pid ?? -1, ...sessions()], frozen ? 'SIGSTOP' : 'SIGCONT'),
    cut: () => signalAll(descendants(sshd.pid ?? -1).filter(isSshd), 'SIGKILL'),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function sshdConfig(
  folder: string,
  home: string,
  port: number,
  marker: string,
  options: SshdOptions,
): string {
  const path = `${options.path ? `${options.path}:` : ''}/usr/local/bin:/usr/bin:/bin`;
  return [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'client.pub')}`,
    `SetEnv HOME=${home} PATH=${path} ${marker}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    `AllowTcpForwarding ${options.forwards ? 'yes' : 'no'}`,
    'AllowStreamLocalForwarding no',
    ...(options.config ?? []),
    '',
  ].join('\n');
}

function makeKey(path: string): { privateKey: string; publicKey: string } {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', path]);
  return { privateKey: readFileSync(path, 'utf8'), publicKey: readFileSync(`${path}.pub`, 'utf8').trim() };
}

function describeKey(publicKey: string): TestSshd['hostKey'] {
  const [type = '', base64 = ''] = publicKey.split(' ');
  const digest = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('base64');
  return { type, fingerprint: `SHA256:${digest.replace(/=+$/, '')}`, line: `${type} ${base64}` };
}

async function listening(sshd: ChildProcess): Promise<void> {
  if (!sshd.stderr) throw new Error('sshd could not be started.');
  const said: string[] = [];
  for await (const line of createInterface({ input: sshd.stderr })) {
    said.push(line);
    if (line.includes('Server listening on')) {
      sshd.stderr.resume();
      return;
    }
  }
  throw new Error(`sshd did not start: ${said.join(' ')}`);
}

function descendants(pid: number): number[] {
  const parents = allPids().map((child) => [child, parentOf(child)] as const);
  const found = [pid];
  for (const ancestor of found)
    found.push(...parents.filter(([, parent]) => parent === ancestor).map(([child]) => child));
  return found.slice(1);
}

/** Processes that left the tree (their parent died) still carry what sshd set. */
function markedBy(marker: string): number[] {
  return allPids().filter((pid) => readProc(pid, 'environ').split('\0').includes(marker));
}

const allPids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

function parentOf(pid: number): number {
  const stat = readProc(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

const isSshd = (pid: number): boolean => readProc(pid, 'cmdline').startsWith('sshd');

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of new Set(pids)) {
    try {
      process.kill(pid, signal);
    } catch {
      // Ended meanwhile.
    }
  }
}
