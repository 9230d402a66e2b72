import { PassThrough, type Readable } from 'node:stream';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { readLines } from '../log/read-lines.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';
import { type ProcessExit, startProcess } from '../process/start-process.ts';
import { type BorgEnvironment, plainEnviron } from '../repository/borg-environment.ts';
import { borgLocation, type RepositoryTarget } from '../repository/repository-target.ts';
import type { VerbEvents } from '../repository/run-verb.ts';
import { startBorg } from '../repository/start-borg.ts';
import { batched, feed } from './machine-stream.ts';
import { bytesOfText } from './path-bytes.ts';
import { patternsOf, type Selection, storedPath } from './selection.ts';
import type { TarSource } from './send-tar.ts';

export interface TarOfArchive {
  readonly environment: BorgEnvironment;
  readonly target: RepositoryTarget;
  readonly archive: string;
  readonly selection: Selection;
  readonly signal?: AbortSignal | undefined;
  readonly marker?: string | undefined;
  readonly events?: VerbEvents | undefined;
}

/** `borg export-tar`: files, links, modes, owners and whole seconds, nothing else. */
export async function tarOfArchive(request: TarOfArchive): Promise<TarSource> {
  const { environment, target, archive, selection, signal, marker, events } = request;
  const location = borgLocation(target, archive);
  const args = ['export-tar', '--', location, '-', ...patternsOf(selection)];
  const borg = await startBorg({ environment, target, args, signal, marker, ...events });
  return {
    output: kept(borg.process.stdout),
    kill: () => borg.process.kill('SIGTERM'),
    verdict: borg.verdict.then(({ cause = null, warnings }) => ({ cause, warnings })),
  };
}

export interface TarOfFolder {
  readonly environment: BorgEnvironment;
  readonly folder: string;
  /** Archive paths below it, each folder before what lies in it. */
  readonly paths: AsyncIterable<string>;
  readonly signal?: AbortSignal | undefined;
  readonly marker?: string | undefined;
  readonly onProcess?: ((identity: ProcessIdentity) => Promise<void>) | undefined;
}

const PACK = [
  '--create',
  '--file=-',
  '--format=posix',
  '--pax-option=delete=atime,delete=ctime',
  '--sparse',
  '--xattrs',
  '--xattrs-include=*',
  '--acls',
  '--numeric-owner',
  '--no-recursion',
  '--null',
  '--verbatim-files-from',
  '--files-from=-',
];

/** GNU tar on this server, with all that it can keep; the members come in the order of the paths. */
export function tarOfFolder(request: TarOfFolder): TarSource {
  const { environment, folder, paths, signal, marker, onProcess } = request;
  const process = startProcess({
    command: 'tar',
    args: PACK,
    cwd: folder,
    env: { ...plainEnviron(environment), LC_ALL: 'C' },
    stdin: 'pipe',
    ...(signal ? { signal, grace: { interruptMs: 0, terminateMs: 5000 } } : {}),
    ...(marker ? { marker } : {}),
    ...(onProcess ? { onStart: onProcess } : {}),
  });
  const complaints: string[] = [];
  const told = readLines(process.stderr, (line) => complaints.push(line));
  const fed = feed(process.stdin, batched(namesOf(paths)));
  fed.catch(() => process.kill('SIGTERM'));
  const end = async () => {
    const exit = await process.exit;
    await told;
    await fed;
    return { cause: causeOf(exit, complaints), warnings: complaints.slice(0, 100) };
  };
  const verdict = end();
  verdict.catch(() => {}); // whoever awaits it later still sees the error
  return { output: kept(process.stdout), kill: () => process.kill('SIGTERM'), verdict };
}

/** Node throws away what nobody reads yet when a program ends. */
function kept(stdout: Readable | null): Readable | null {
  return stdout?.pipe(new PassThrough()) ?? null;
}

async function* namesOf(paths: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const path of paths) yield bytesOfText(`./${storedPath(path)}\0`);
}

/** 2: a file was not there or could not be read; that shows when what came is read back. */
function causeOf({ code, signal }: ProcessExit, complaints: readonly string[]): FailureCause | null {
  if (code !== null && code <= 2) return null;
  const message = signal ? `tar was ended by ${signal}.` : `tar ended with ${code}.`;
  const evidence = complaints.slice(-6);
  return { kind: 'command-failed', program: 'tar', message, evidence, ...(signal ? { signal } : {}) };
}
