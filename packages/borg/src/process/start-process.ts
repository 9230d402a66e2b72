import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { SecretText } from '@borgcube/domain/secret/secret-text';
import { DEFAULT_GRACE, endProcessGroup, type Grace, signalGroup } from './end-process-group.ts';
import { parentDeathPrefix } from './parent-death.ts';
import { identifyProcess, type ProcessIdentity } from './process-identity.ts';

export interface ProcessSpec {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment; nothing of the server's own is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** A number is an open descriptor that the program takes over. */
  readonly stdin?: 'ignore' | 'pipe' | number;
  readonly stdout?: 'ignore' | 'pipe' | number;
  /** Written to descriptor 3 and told as BORG_PASSPHRASE_FD. */
  readonly secretFd?: SecretText | null;
  /** Awaited before the program is let go; if it throws, the program never starts and `exit` rejects. */
  readonly onStart?: (identity: ProcessIdentity) => Promise<void>;
  /** Ends the group: SIGINT, then SIGTERM, then SIGKILL. */
  readonly signal?: AbortSignal;
  readonly grace?: Grace;
  /** Stands in the environment as BORGCUBE_MARKER. */
  readonly marker?: string;
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningProcess {
  readonly identity: ProcessIdentity;
  readonly stdin: Writable | null;
  readonly stdout: Readable | null;
  readonly stderr: Readable;
  /** Settles when the program has ended and nothing of its group is left; the streams may still hold data. */
  readonly exit: Promise<ProcessExit>;
  kill(signal: NodeJS.Signals): void;
}

/** The child waits here until it is told to go; without a word (its parent died) it never runs the program. */
const GATE = 'read -r _ <&4 || exit 125; exec 4<&-; exec "$@"';

/** Starts a program in its own process group; it dies with this process where `setpriv` is at hand. */
export function startProcess(spec: ProcessSpec): RunningProcess {
  const [file, ...before] = [...parentDeathPrefix(), 'sh', '-c', GATE, 'sh'];
  const child = spawn(file ?? 'sh', [...before, spec.command, ...spec.args], {
    cwd: spec.cwd ?? '/',
    env: environOf(spec),
    detached: true,
    stdio: [spec.stdin ?? 'ignore', spec.stdout ?? 'pipe', 'pipe', spec.secretFd ? 'pipe' : 'ignore', 'pipe'],
  });
  child.on('error', () => {}); // told by the missing pid
  if (child.pid === undefined) throw new Error(`${spec.command} could not be started: no process.`);
  const identity = identifyProcess(child.pid);
  const exit = runToEnd(child, identity, spec);
  exit.catch(() => {}); // whoever awaits it later still sees the error
  return {
    identity,
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr as Readable, // always a pipe here
    exit,
    kill: (signal) => {
      signalGroup(identity, signal);
    },
  };
}

function environOf(spec: ProcessSpec): Record<string, string> {
  return {
    ...spec.env,
    ...(spec.secretFd ? { BORG_PASSPHRASE_FD: '3' } : {}),
    ...(spec.marker ? { BORGCUBE_MARKER: spec.marker } : {}),
  };
}

async function runToEnd(
  child: ChildProcess,
  identity: ProcessIdentity,
  spec: ProcessSpec,
): Promise<ProcessExit> {
  const ended = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const abort = () => void endProcessGroup(identity, spec.grace ?? DEFAULT_GRACE);
  const refusal = await openGate(child, identity, spec);
  if (spec.signal?.aborted) abort();
  else spec.signal?.addEventListener('abort', abort, { once: true });
  const exit = await ended;
  spec.signal?.removeEventListener('abort', abort);
  signalGroup(identity, 'SIGKILL');
  if (refusal) throw refusal.error;
  return exit;
}

async function openGate(child: ChildProcess, identity: ProcessIdentity, spec: ProcessSpec) {
  const gate = child.stdio[4] as Writable; // always a pipe here
  const secret = child.stdio[3] as Writable | null;
  // EPIPE, ECONNRESET: the program ended first. Whoever reads or writes is told as well; unheard it would end this process.
  for (const pipe of [gate, secret, child.stdin, child.stdout, child.stderr]) pipe?.on('error', () => {});
  try {
    await spec.onStart?.(identity);
  } catch (error) {
    gate.end();
    return { error };
  }
  if (spec.secretFd) secret?.end(spec.secretFd.reveal());
  gate.end(spec.signal?.aborted ? '' : 'go\n');
  return null;
}
