import { fromArchivePath, toArchivePath } from '@borgcube/domain/archive/archive-path';
import { BorgFailure } from '../exit/borg-failure.ts';
import type { BorgEnvironment } from './borg-environment.ts';
import { decodeEscapedLine, ESCAPED_OUTPUT, FieldReader, pythonRegexOf } from './python-text.ts';
import { borgLocation, type RepositoryTarget } from './repository-target.ts';
import { startBorg } from './start-borg.ts';

/** One entry of an archive, in its order there; paths as in `domain/archive/archive-path`. */
export interface ListedEntry {
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'fifo' | 'device';
  /** Bytes; 0 for a hard link to an earlier entry. */
  readonly size: number;
  /** Null where it is no instant that can be told. */
  readonly mtime: Date | null;
  /** As `ls -l` shows it. */
  readonly mode: string;
  readonly user: string;
  readonly group: string;
  /** Of a symbolic link; Borg tells bytes that are no UTF-8 as `?` here. */
  readonly linkTarget?: string;
  /** Earlier entry whose content this one shares; same loss. */
  readonly hardLink?: string;
}

export interface ListEntriesOptions {
  /** Only this entry and, with `below`, what lies under it. '' is the whole archive. */
  readonly path?: string;
  readonly below?: boolean;
  readonly signal?: AbortSignal;
}

const FIELDS = ['type', 'mode', 'size', 'isomtime', 'user', 'group', 'bpath', 'source'];
const FORMAT = FIELDS.map((field) => `{${field}}{NUL}`).join('');

/** Streams the entries of an archive; Borg prints some 50,000 a second. Throws BorgFailure, at the end too. */
export async function* listEntries(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  archive: string,
  options: ListEntriesOptions = {},
): AsyncGenerator<ListedEntry> {
  const { process, verdict } = await startBorg({
    environment,
    target,
    args: ['list', '--format', FORMAT, '--', borgLocation(target, archive), ...patternOf(options)],
    signal: options.signal,
    extraEnviron: ESCAPED_OUTPUT,
    decodeLine: decodeEscapedLine,
  });
  try {
    const reader = new FieldReader();
    for await (const chunk of process.stdout ?? []) {
      for (const fields of reader.read(String(chunk), FIELDS.length)) yield toEntry(fields);
    }
    const { cause } = await verdict;
    if (cause) throw new BorgFailure(cause);
  } finally {
    process.kill('SIGTERM');
    await verdict;
  }
}

/** The single entry at a path, or null. */
export async function findEntry(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  archive: string,
  path: string,
): Promise<ListedEntry | null> {
  let found: ListedEntry | null = null;
  for await (const entry of listEntries(environment, target, archive, { path })) found = entry;
  return found;
}

function patternOf({ path = '', below = false }: ListEntriesOptions): string[] {
  if (path === '') return [];
  const stored = fromArchivePath(path);
  if (stored === null) throw new RangeError(`${path} is no archive path.`);
  return [`re:^${pythonRegexOf(stored)}${below ? '(?:/|\\Z)' : '\\Z'}`];
}

const TYPES: Readonly<Record<string, ListedEntry['type']>> = {
  d: 'directory',
  l: 'symlink',
  p: 'fifo',
  c: 'device',
  b: 'device',
};

function toEntry(fields: readonly string[]): ListedEntry {
  const [type = '', mode = '', size = '', mtime = '', user = '', group = '', path = '', source = ''] = fields;
  return {
    path: toArchivePath(path),
    type: TYPES[type] ?? 'file',
    size: Number(size),
    mtime: toInstant(mtime),
    mode: mode.replace(/^h/, '-'), // Borg's mark of a hard link; `hardLink` tells it
    user,
    group,
    ...(source === '' ? {} : { [type === 'l' ? 'linkTarget' : 'hardLink']: toArchivePath(source) }),
  };
}

/** `2026-11-22T21:48:24.123456`, in UTC; 1.4 may add an offset. */
function toInstant(text: string): Date | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,3})?/.exec(text);
  const instant = new Date(`${match?.[1]}${match?.[2] ?? ''}Z`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
