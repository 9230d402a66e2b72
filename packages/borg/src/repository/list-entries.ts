import { BorgFailure } from '../exit/borg-failure.ts';
import type { BorgEnvironment } from './borg-environment.ts';
import { ENTRY_FORMAT, EntryReader, type ReadEntry } from './entry-reader.ts';
import { pathPattern } from './path-pattern.ts';
import { decodeEscapedLine, ESCAPED_OUTPUT } from './python-text.ts';
import { borgLocation, type RepositoryTarget } from './repository-target.ts';
import type { VerbEvents } from './run-verb.ts';
import { startBorg } from './start-borg.ts';

/** One entry of an archive, in its order there. */
export interface ListedEntry extends Omit<ReadEntry, 'mtime'> {
  /** Null where it is no instant that can be told. */
  readonly mtime: Date | null;
}

export interface ListEntriesOptions {
  /** Only these entries and, with `below`, what lies under them. '' is the whole archive. */
  readonly paths?: readonly string[];
  readonly below?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface StartedListing {
  /** As `EntryReader` reads it. */
  readonly output: AsyncIterable<Uint8Array>;
  /** After the output was read. Throws BorgFailure where Borg did not list everything. */
  end(): Promise<void>;
}

/** Starts the listing of a whole archive, for somebody else to read. */
export async function startListing(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  archive: string,
  options: VerbEvents & { readonly signal?: AbortSignal } = {},
): Promise<StartedListing> {
  const { process, verdict } = await startBorg({
    environment,
    target,
    args: ['list', '--format', ENTRY_FORMAT, '--', borgLocation(target, archive)],
    extraEnviron: ESCAPED_OUTPUT,
    decodeLine: decodeEscapedLine,
    ...options,
  });
  async function* output() {
    for await (const chunk of process.stdout ?? []) yield chunk as Buffer; // no encoding is set
  }
  return {
    output: output(),
    end: async () => {
      const { cause } = await verdict;
      if (cause) throw new BorgFailure(cause);
    },
  };
}

/** Streams the entries of an archive; Borg prints some 50,000 a second. Throws BorgFailure, at the end too. */
export async function* listEntries(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  archive: string,
  { paths = [''], below = false, signal }: ListEntriesOptions = {},
): AsyncGenerator<ListedEntry> {
  const { process, verdict } = await startBorg({
    environment,
    target,
    args: [
      'list',
      '--format',
      ENTRY_FORMAT,
      '--',
      borgLocation(target, archive),
      ...pathPattern(paths, { below }),
    ],
    signal,
    extraEnviron: ESCAPED_OUTPUT,
    decodeLine: decodeEscapedLine,
  });
  try {
    const reader = new EntryReader();
    for await (const chunk of process.stdout ?? []) {
      for (const entry of reader.read(String(chunk))) yield toListed(entry);
    }
    const { cause } = await verdict;
    if (cause) throw new BorgFailure(cause);
  } finally {
    process.kill('SIGTERM');
    await verdict;
  }
}

export interface FileWanted {
  readonly archive: string;
  readonly path: string;
  /** Nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
}

/** The single entry at a path, or null. */
export async function findEntry(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { archive, path, signal }: FileWanted,
): Promise<ListedEntry | null> {
  let found: ListedEntry | null = null;
  for await (const entry of listEntries(environment, target, archive, { paths: [path], signal }))
    found = entry;
  return found;
}

const toListed = ({ mtime, ...entry }: ReadEntry): ListedEntry => ({
  ...entry,
  mtime: mtime === null ? null : new Date(Math.floor(mtime / 1000)),
});
