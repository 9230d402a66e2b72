import { mkdir } from 'node:fs/promises';
import { sshArguments } from '../connection/ssh-arguments.ts';
import { type SshFiles, writeSshFiles } from '../connection/ssh-files.ts';
import { sshProgram } from '../connection/ssh-program.ts';
import { classifyExit, type ExitVerdict } from '../exit/classify-exit.ts';
import type { BorgLine } from '../log/borg-line.ts';
import { parseLogLine } from '../log/parse-log-line.ts';
import { readLines } from '../log/read-lines.ts';
import { endProcessGroup } from '../process/end-process-group.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';
import { type RunningProcess, startProcess } from '../process/start-process.ts';
import { quoteCommand } from '../quote/quote-shell.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import {
  baseFolder,
  borgEnviron,
  locationOf,
  type RepositoryTarget,
  repositoryAccess,
} from '../repository/repository-target.ts';

export interface ServeEnd {
  readonly verdict: ExitVerdict;
  readonly lines: readonly BorgLine[];
}

export interface ServedRepository {
  /** Ends on its own once its stdin is closed; waits so long for that, then ends it. */
  end(waitMs: number): Promise<ServeEnd>;
}

export interface ServeOptions {
  readonly environment: BorgEnvironment;
  readonly repository: RepositoryTarget;
  /** Descriptors that the process takes over. */
  readonly stdin: number;
  readonly stdout: number;
  readonly marker: string;
  readonly onProcess: ((identity: ProcessIdentity) => Promise<void>) | undefined;
  readonly onLine: (line: BorgLine) => void;
}

const KEPT_LINES = 100;

/** `borg serve` for one repository that can only be added to; where the repository lies behind ssh it runs there. */
export async function serveRepository(options: ServeOptions): Promise<ServedRepository> {
  const { environment, repository } = options;
  await mkdir(baseFolder(environment, repository), { recursive: true, mode: 0o700 });
  const access = repositoryAccess(repository);
  const files = access ? await writeSshFiles(environment, access) : null;
  const serve = serveArguments(locationOf(repository).path);
  let process: RunningProcess;
  try {
    process = startProcess({
      command: access ? sshProgram(environment, access.rsh) : environment.borg,
      args:
        access && files
          ? [...sshArguments(access, files), quoteCommand([repository.remoteBorg, ...serve])]
          : serve,
      env: borgEnviron(environment, repository),
      stdin: options.stdin,
      stdout: options.stdout,
      marker: options.marker,
      ...(options.onProcess ? { onStart: options.onProcess } : {}),
    });
  } catch (error) {
    await disposeOf(files);
    throw error;
  }
  const lines: BorgLine[] = [];
  const read = readLines(process.stderr, (text) => {
    const line = parseLogLine(text);
    if (!line) return;
    options.onLine(line);
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
  });
  return {
    end: async (waitMs) => {
      const timer = setTimeout(
        () => void endProcessGroup(process.identity, { interruptMs: 0, terminateMs: 30_000 }),
        waitMs,
      );
      const exit = await process.exit;
      clearTimeout(timer);
      await read;
      await disposeOf(files);
      return {
        lines,
        verdict: classifyExit({
          ...exit,
          lines,
          ranOn: 'server',
          repositoryPath: locationOf(repository).path,
        }),
      };
    },
  };
}

/** How Borg writes a path in the home of the far side (`ssh://host/./path`, `ssh://host/~/path`); a session begins there. */
const HOME = /^\/[.~]\//;

function serveArguments(path: string): string[] {
  return ['serve', '--append-only', '--restrict-to-repository', path.replace(HOME, ''), '--umask=077'];
}

async function disposeOf(files: SshFiles | null): Promise<void> {
  await files?.[Symbol.asyncDispose]();
}
