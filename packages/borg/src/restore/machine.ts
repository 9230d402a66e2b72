import { randomUUID } from 'node:crypto';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { SshAccess } from '../connection/ssh-access.ts';
import { type SshSession, startSsh } from '../connection/start-ssh.ts';
import { classifySsh, SSH_FAILED } from '../exit/classify-ssh.ts';
import { readLines } from '../log/read-lines.ts';
import type { Grace } from '../process/end-process-group.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';
import { type ProcessExit, startProcess } from '../process/start-process.ts';
import { quoteCommand, quoteShell } from '../quote/quote-shell.ts';
import { type BorgEnvironment, plainEnviron } from '../repository/borg-environment.ts';

/** Where a restore writes: this server, or a client over ssh. */
export type Machine = { readonly type: 'server' } | { readonly type: 'client'; readonly access: SshAccess };

/** What a script on a machine is started with. */
export interface MachineRun {
  readonly environment: BorgEnvironment;
  readonly machine: Machine;
  readonly marker: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProcess?: ((identity: ProcessIdentity) => Promise<void>) | undefined;
}

export interface StartedScript {
  readonly process: SshSession['process'];
  /** What the script wrote to its stdout after the word `data`. */
  readonly output: AsyncGenerator<Buffer>;
  /** After the last line was read. */
  readonly ended: Promise<ScriptEnd>;
}

export interface ScriptEnd extends ProcessExit {
  /** What its programs complained about, at most so many lines. */
  readonly complaints: readonly string[];
  /** The machine could not be reached, or was lost; null where the script came to its end. */
  readonly cause: FailureCause | null;
}

export interface ScriptEvents {
  /** `say word a b`. */
  readonly onWord?: (word: string, values: readonly string[]) => void;
}

const COMPLAINTS_MAX = 200;
/** A script holds nothing that is worth waiting for. */
const GRACE: Grace = { interruptMs: 0, terminateMs: 5000 };

/**
 * Runs a shell script on the machine of a restore. It has `say word …`, told by `onWord`, and must `say_data` before its
 * stdout is data; whatever a login shell greets with is none. Its last command should be `say bye`.
 */
export async function startScript(
  run: MachineRun,
  lines: readonly string[],
  { stdin = 'ignore', onWord }: ScriptEvents & { readonly stdin?: 'ignore' | 'pipe' } = {},
): Promise<StartedScript> {
  const nonce = randomUUID();
  const complaints: string[] = [];
  let isComplete = false;
  const read = (line: string) => {
    const at = line.indexOf(`@${nonce} `);
    if (at < 0) {
      if (line.trim() !== '' && complaints.length < COMPLAINTS_MAX) complaints.push(line);
      return;
    }
    const [word = '', ...values] = line.slice(at + nonce.length + 2).split(' ');
    if (word === 'bye') isComplete = true;
    else onWord?.(word, values);
  };
  const session = await startOn(run, commandOf(nonce, run.marker, lines), read, stdin);
  return {
    process: session.process,
    output: afterMark(session.process.stdout, `@${nonce} data\n`),
    ended: session.ended.then((exit) => ({
      ...exit,
      complaints,
      cause: isComplete ? null : causeOf(run.machine, exit, complaints),
    })),
  };
}

/** Runs a script that writes no data to its end. Throws nothing of what went wrong there; see `cause`. */
export async function runScript(
  run: MachineRun,
  lines: readonly string[],
  events: ScriptEvents = {},
): Promise<ScriptEnd> {
  const { process, ended } = await startScript(run, lines, events);
  process.stdout?.resume();
  return ended;
}

const PRELUDE = `LC_ALL=C; export LC_ALL; unset TAR_OPTIONS POSIXLY_CORRECT; umask 077
say() { printf '@%s %s\\n' "$n" "$*" >&2; }
say_data() { printf '@%s data\\n' "$n"; }`;

/** The login shell may be any: it is asked for nothing but to start `env` with one quoted word. */
function commandOf(nonce: string, marker: string, lines: readonly string[]): string {
  const script = [`n=${nonce}`, PRELUDE, ...lines].join('\n');
  return `exec env ${quoteShell(`BORGCUBE_RUN=${marker}`)} sh -c ${quoteShell(script)}`;
}

async function startOn(
  { environment, machine, marker, signal, onProcess }: MachineRun,
  command: string,
  read: (line: string) => void,
  stdin: 'ignore' | 'pipe',
): Promise<SshSession> {
  const spec = {
    stdin,
    marker,
    grace: GRACE,
    ...(signal ? { signal } : {}),
    ...(onProcess ? { onStart: onProcess } : {}),
  };
  if (machine.type === 'client') return startSsh(environment, machine.access, command, read, spec);
  const process = startProcess({
    command: 'sh',
    args: ['-c', command],
    env: plainEnviron(environment),
    ...spec,
  });
  const told = readLines(process.stderr, read);
  const ended = process.exit.then(async (exit) => {
    await told;
    return exit;
  });
  ended.catch(() => {}); // whoever awaits it later still sees the error
  return { process, ended };
}

function causeOf(machine: Machine, exit: ProcessExit, complaints: readonly string[]): FailureCause {
  if (machine.type === 'client' && (exit.code === SSH_FAILED || exit.code === null)) {
    const { remote, port } = machine.access;
    return {
      ...classifySsh(complaints, 'client'),
      host: remote,
      ...(port ? { port } : {}),
      exitCode: exit.code,
    };
  }
  const end = exit.signal ? `was ended by ${exit.signal}` : `ended with ${exit.code}`;
  const message = complaints.at(-1) ?? `The script at the target ${end}.`;
  return {
    kind: 'command-failed',
    program: 'A program at the target',
    message,
    evidence: complaints.slice(-6),
    exitCode: exit.code,
    ...(exit.signal ? { signal: exit.signal } : {}),
  };
}

async function* afterMark(stream: AsyncIterable<Buffer> | null, mark: string): AsyncGenerator<Buffer> {
  let greeting: Buffer | null = Buffer.alloc(0);
  for await (const chunk of stream ?? []) {
    if (greeting === null) {
      yield chunk;
      continue;
    }
    greeting = Buffer.concat([greeting, chunk]);
    const at = greeting.indexOf(mark);
    if (at < 0) {
      greeting = greeting.subarray(-mark.length);
      continue;
    }
    const rest: Buffer = greeting.subarray(at + mark.length);
    greeting = null;
    if (rest.length > 0) yield rest;
  }
}

/** One command line of a script. */
export const command = (...words: readonly string[]): string => quoteCommand(words);
