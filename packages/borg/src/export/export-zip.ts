import { pipeline, Readable } from 'node:stream';
import { type Entry, extract } from 'tar-stream';
import { BorgFailure } from '../exit/borg-failure.ts';
import { onDestroy } from '../process/on-destroy.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import type { RepositoryTarget } from '../repository/repository-target.ts';
import { exportTar, type TarWanted } from './export-tar.ts';
import { ZipOfTar } from './zip-of-tar.ts';

/** In a tar the second name of a file has no content, and none is kept for it here: the names of one file take a pass each. */
const PASSES_MAX = 10;
/** Linux takes no argument beyond 128 KiB; a character that is no letter takes six in a pattern. */
const PATHS_LENGTH_MAX = 20_000;

/**
 * A selection of an archive as a zip, made while Borg writes its tar: names by `zipName`, modes, symbolic links, whole
 * seconds. What a zip cannot hold is told in a file at its end. Ends as `borgOutput` does.
 */
export function exportZip(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  wanted: Omit<TarWanted, 'below' | 'isCompressed'>,
): Readable {
  let current: Readable | null = null;
  async function* readTar(paths: readonly string[], below: boolean): AsyncGenerator<Entry> {
    current = await exportTar(environment, target, { ...wanted, paths, below });
    current.once('error', (error) => {
      // Nobody may be asking for more just then, who could be told.
      if (!isLockTimeout(error)) zip.destroy(error);
    });
    const entries = extract({ filenameEncoding: 'latin1' });
    pipeline(current, entries, () => {}); // what breaks off there is thrown here
    yield* entries;
  }
  const zip = Readable.from(zipOf(wanted.paths, readTar), { objectMode: false });
  zip.once('error', () => {}); // whoever reads hears of it too; one who does not must not end the server
  onDestroy(zip, () => current?.destroy());
  return zip;
}

type ReadTar = (paths: readonly string[], below: boolean) => AsyncIterable<Entry>;

async function* zipOf(paths: readonly string[], readTar: ReadTar): AsyncGenerator<Buffer> {
  const zip = new ZipOfTar();
  for await (const entry of readTar(paths, true)) yield* zip.add(entry);
  for (let pass = 2; pass <= PASSES_MAX; pass += 1) {
    const links = firstOf(zip.openLinks);
    if (links.length === 0) break;
    try {
      for await (const entry of readTar(links, false)) yield* zip.add(entry);
    } catch (error) {
      // Somebody else's Borg took the repository between two passes: the rest is not lost, but named.
      if (!isLockTimeout(error)) throw error;
      break;
    }
  }
  yield* zip.end();
}

const isLockTimeout = (error: unknown): boolean =>
  error instanceof BorgFailure && error.failure.kind === 'repository-lock-timeout';

function firstOf(links: Iterable<string>): string[] {
  const first: string[] = [];
  let length = 0;
  for (const path of links) {
    length += path.length + 1;
    if (length > PATHS_LENGTH_MAX) break;
    first.push(path);
  }
  return first;
}
