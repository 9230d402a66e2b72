import { mkdir } from 'node:fs/promises';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import type { SshAccess } from '../connection/ssh-access.ts';
import { sshArguments } from '../connection/ssh-arguments.ts';
import { writeSshFiles } from '../connection/ssh-files.ts';
import { sshProgram } from '../connection/ssh-program.ts';
import { startSsh } from '../connection/start-ssh.ts';
import { classifyExit, type ExitVerdict } from '../exit/classify-exit.ts';
import { classifySsh, SSH_FAILED } from '../exit/classify-ssh.ts';
import type { BorgLine } from '../log/borg-line.ts';
import { parseLogLine } from '../log/parse-log-line.ts';
import { readLines } from '../log/read-lines.ts';
import type { Grace } from '../process/end-process-group.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';
import { type RunningProcess, startProcess } from '../process/start-process.ts';
import { quoteCommand } from '../quote/quote-shell.ts';
import type { BorgEnvironment } from './borg-environment.ts';
import {
  baseFolder,
  borgEnviron,
  localPathOf,
  type RepositoryTarget,
  repositoryAccess,
} from './repository-target.ts';

export interface BorgRun {
  readonly environment: BorgEnvironment;
  readonly target: RepositoryTarget;
  readonly args: readonly string[];
  /** An open descriptor that Borg takes over; else it reads nothing. */
  readonly stdin?: number;
  /** Where it runs, and `extract` writes; default: the root. */
  readonly cwd?: string;
  readonly signal?: AbortSignal | undefined;
  readonly grace?: Grace | undefined;
  readonly marker?: string | undefined;
  readonly onProcess?: ((identity: ProcessIdentity) => Promise<void>) | undefined;
  readonly onLine?: ((line: BorgLine) => void) | undefined;
  readonly extraEnviron?: Readonly<Record<string, string>>;
  /** Turns what Borg wrote to stderr back into its text; see `list-entries`. */
  readonly decodeLine?: ((line: string) => string[]) | undefined;
}

export interface StartedBorg {
  readonly process: RunningProcess;
  /** After the last line was told and every file of the run is gone. */
  readonly verdict: Promise<ExitVerdict>;
}

/** A job waits for a foreign lock for so long (seconds); Borg looks again every tenth of it. */
const LOCK_WAIT_S = 60;
const KEPT_LINES = 500;

/** Options that every Borg gets, before the verb. */
export function commonOptions({ lockWait = LOCK_WAIT_S }: Pick<BorgEnvironment, 'lockWait'>): string[] {
  return ['--log-json', '--lock-wait', String(lockWait), '--umask', '0077'];
}

/** Starts a Borg on this server; its stdout is the caller's to read. */
export async function startBorg(run: BorgRun): Promise<StartedBorg> {
  const { environment, target } = run;
  await mkdir(baseFolder(environment, target), { recursive: true, mode: 0o700 });
  const access = repositoryAccess(target);
  const files = access ? await writeSshFiles(environment, access) : null;
  const rsh =
    access && files
      ? quoteCommand([sshProgram(environment, access.rsh), ...sshArguments(access, files).slice(0, -2)])
      : null;
  let process: RunningProcess;
  try {
    process = startProcess({
      command: environment.borg,
      args: [...commonOptions(environment), ...run.args],
      env: {
        ...borgEnviron(environment, target),
        ...(rsh ? { BORG_RSH: rsh, BORG_REMOTE_PATH: target.remoteBorg } : {}),
        ...run.extraEnviron,
      },
      secretFd: target.passphrase ?? new SecretText(''), // without any, Borg would ask a terminal
      ...(run.stdin === undefined ? {} : { stdin: run.stdin }),
      ...(run.cwd === undefined ? {} : { cwd: run.cwd }),
      ...(run.onProcess ? { onStart: run.onProcess } : {}),
      ...(run.signal ? { signal: run.signal } : {}),
      ...(run.grace ? { grace: run.grace } : {}),
      ...(run.marker ? { marker: run.marker } : {}),
    });
  } catch (error) {
    await files?.[Symbol.asyncDispose]();
    throw error;
  }
  const verdict = followToEnd(run, process)
    .finally(() => files?.[Symbol.asyncDispose]())
    .then((end) => (access ? explainConnection(environment, access, end) : end));
  verdict.catch(() => {}); // whoever awaits it later still sees the error
  return { process, verdict };
}

async function followToEnd(run: BorgRun, process: RunningProcess): Promise<ExitVerdict> {
  const lines: BorgLine[] = [];
  const told = readLines(process.stderr, (text) => {
    for (const part of run.decodeLine?.(text) ?? [text]) {
      const line = parseLogLine(part);
      if (!line) continue;
      run.onLine?.(line);
      if (line.type !== 'message' && line.type !== 'raw') continue;
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
    }
  });
  const exit = await process.exit;
  await told;
  const repositoryPath = localPathOf(run.target);
  return classifyExit({ ...exit, lines, ranOn: 'server', ...(repositoryPath ? { repositoryPath } : {}) });
}

/** Borg may see the closed connection before it has read why; so ssh is asked once more where it failed. */
async function explainConnection(
  environment: BorgEnvironment,
  access: SshAccess,
  end: ExitVerdict,
): Promise<ExitVerdict> {
  if (end.cause?.kind !== 'repository-connection-failed') return end;
  const stderr: string[] = [];
  const { ended } = await startSsh(environment, access, 'exit', (line) => stderr.push(line), {
    stdout: 'ignore',
  });
  const { code } = await ended;
  return code === SSH_FAILED ? { ...end, cause: classifySsh(stderr, 'repository') } : end;
}
