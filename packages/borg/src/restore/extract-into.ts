import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import { borgLocation, type RepositoryTarget } from '../repository/repository-target.ts';
import type { VerbEvents } from '../repository/run-verb.ts';
import { startBorg } from '../repository/start-borg.ts';
import { patternsOf, type Selection } from './selection.ts';

export interface ExtractRequest {
  readonly environment: BorgEnvironment;
  readonly target: RepositoryTarget;
  readonly archive: string;
  readonly selection: Selection;
  /** An empty folder of this server: nothing that was there before is written through. */
  readonly into: string;
  /** Owners by number; else by name where this server knows it. */
  readonly numeric: boolean;
  /** File flags come along. Into a scratch folder they must not: nobody could remove an immutable file. */
  readonly hasFlags: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly marker?: string | undefined;
  readonly events?: VerbEvents | undefined;
}

/** How an extraction went: Borg goes on after a file that it could not write, and warns. */
export interface Extracted {
  readonly cause: FailureCause | null;
  readonly warnings: readonly string[];
}

/** The arguments after Borg's common options. */
export function extractArguments(
  location: string,
  { selection, numeric, hasFlags }: Pick<ExtractRequest, 'selection' | 'numeric' | 'hasFlags'>,
): string[] {
  const options = [...(numeric ? ['--numeric-ids'] : []), ...(hasFlags ? [] : ['--noflags'])];
  return ['--progress', 'extract', '--sparse', ...options, '--', location, ...patternsOf(selection)];
}

/** `borg extract` on this server. Tells all in its answer; rejects only where an event handler throws. */
export async function extractInto(request: ExtractRequest): Promise<Extracted> {
  const { environment, target, archive, into, signal, marker, events } = request;
  const { process, verdict } = await startBorg({
    environment,
    target,
    args: extractArguments(borgLocation(target, archive), request),
    cwd: into,
    signal,
    marker,
    ...events,
  });
  process.stdout?.resume();
  const { cause = null, warnings } = await verdict;
  return { cause: cause ?? targetTrouble(warnings), warnings };
}

const TROUBLE: ReadonlyArray<readonly [FailureCause['kind'], RegExp]> = [
  ['target-enospc', /\[Errno 28\]|\[Errno 122\]|(?:No space left on device|Disk quota exceeded)$/],
  ['target-not-writable', /\[Errno 30\]|\[Errno 13\]|(?:Read-only file system|Permission denied)$/],
];

/** What Borg or tar say of a target that does not take what they write; null: nothing of that kind. */
export function targetTrouble(lines: readonly string[]): FailureCause | null {
  for (const [kind, pattern] of TROUBLE) {
    const evidence = lines.filter((line) => pattern.test(line)).slice(0, 6);
    if (evidence[0] !== undefined) return { kind, message: evidence[0], evidence };
  }
  return null;
}
