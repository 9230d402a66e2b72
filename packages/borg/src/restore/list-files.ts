import { toArchivePath } from '@borgcube/domain/archive/archive-path';
import { BorgFailure } from '../exit/borg-failure.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import { decodeEscapedLine, ESCAPED_OUTPUT, FieldReader } from '../repository/python-text.ts';
import { borgLocation, type RepositoryTarget } from '../repository/repository-target.ts';
import type { VerbEvents } from '../repository/run-verb.ts';
import { startBorg } from '../repository/start-borg.ts';
import { patternsOf, type Selection } from './selection.ts';

export interface FilesRequest {
  readonly environment: BorgEnvironment;
  readonly target: RepositoryTarget;
  readonly archive: string;
  readonly selection: Selection;
  /** Files that are passed over. */
  readonly except?: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly marker?: string | undefined;
  readonly events?: VerbEvents | undefined;
}

export interface ListedFile {
  readonly path: string;
  /** Bytes; 0 for a hard link. */
  readonly size: number;
  readonly isHardLink: boolean;
}

const FIELDS = ['type', 'size', 'source', 'bpath'];

/**
 * The regular files of a selection in the order of the archive. With `isRead` Borg reads the content of each before it
 * tells of it. Throws BorgFailure where it cannot go on, after all that came before.
 */
export async function* listFiles(
  request: FilesRequest,
  { isRead = false }: { readonly isRead?: boolean } = {},
): AsyncGenerator<ListedFile> {
  const { environment, target, archive, selection, except = [], signal, marker, events } = request;
  const fields = isRead ? [...FIELDS, 'xxh64'] : FIELDS;
  const { process, verdict } = await startBorg({
    environment,
    target,
    args: [
      'list',
      '--format',
      fields.map((field) => `{${field}}{NUL}`).join(''),
      ...patternsOf({ whole: [], single: except }).flatMap((pattern) => ['--exclude', pattern]),
      '--',
      borgLocation(target, archive),
      ...patternsOf(selection),
    ],
    extraEnviron: ESCAPED_OUTPUT,
    decodeLine: decodeEscapedLine,
    signal,
    marker,
    ...events,
  });
  try {
    const reader = new FieldReader();
    for await (const chunk of process.stdout ?? []) {
      for (const [type, size, source, path = ''] of reader.read(String(chunk), fields.length)) {
        if (type !== '-') continue;
        yield { path: toArchivePath(path), size: Number(size), isHardLink: source !== '' };
      }
    }
    const { cause } = await verdict;
    if (cause) throw new BorgFailure(cause);
  } finally {
    process.kill('SIGTERM');
    await verdict;
  }
}
