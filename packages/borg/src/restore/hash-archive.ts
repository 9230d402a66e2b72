import { toArchivePath } from '@borgcube/domain/archive/archive-path';
import { BorgFailure } from '../exit/borg-failure.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import { decodeEscapedLine, ESCAPED_OUTPUT, FieldReader } from '../repository/python-text.ts';
import { borgLocation, type RepositoryTarget } from '../repository/repository-target.ts';
import type { VerbEvents } from '../repository/run-verb.ts';
import { startBorg } from '../repository/start-borg.ts';
import { patternsOf, type Selection } from './selection.ts';
import { type PathRecord, writeSorted } from './sorted-file.ts';

/** SHA-256 of the content of a file; null for a hard link, whose content is another's. */
export interface HashRecord extends PathRecord {
  readonly sha256: string | null;
  /** The path whose content it is, where the stream that was sent names one. */
  readonly same?: string;
}

export interface HashRequest {
  readonly environment: BorgEnvironment;
  readonly target: RepositoryTarget;
  readonly archive: string;
  readonly selection: Selection;
  /** Where the records go, for `readSorted`; `sort` works in the folder. */
  readonly file: string;
  readonly folder: string;
  readonly signal?: AbortSignal;
  readonly marker?: string;
  readonly events?: VerbEvents;
  /** Files hashed so far. */
  readonly onFile?: (count: number) => void;
}

const FORMAT = '{type}{NUL}{sha256}{NUL}{bpath}{NUL}';

/** Reads the content of all files of a selection in the repository once more and writes down what it is. Throws BorgFailure. */
export async function hashArchive(request: HashRequest): Promise<void> {
  const { environment, target, archive, selection, signal, marker, events } = request;
  const { process, verdict } = await startBorg({
    environment,
    target,
    args: ['list', '--format', FORMAT, '--', borgLocation(target, archive), ...patternsOf(selection)],
    extraEnviron: ESCAPED_OUTPUT,
    decodeLine: decodeEscapedLine,
    signal,
    marker,
    ...events,
  });
  const { file, folder } = request;
  await using out = writeSorted<HashRecord>(environment, {
    file,
    folder,
    marker,
    onProcess: events?.onProcess,
  });
  try {
    const fields = new FieldReader();
    let count = 0;
    for await (const chunk of process.stdout ?? []) {
      for (const [type, sha256 = '', path = ''] of fields.read(String(chunk), 3)) {
        if (type !== '-') continue;
        await out.write({ path: toArchivePath(path), sha256: sha256 || null });
        request.onFile?.(++count);
      }
    }
    const { cause } = await verdict;
    if (cause) throw new BorgFailure(cause);
    await out.end();
  } finally {
    process.kill('SIGTERM');
    await verdict;
  }
}
