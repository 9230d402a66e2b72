import { Readable } from 'node:stream';
import { fromArchivePath } from '@borgcube/domain/archive/archive-path';
import { BorgFailure } from '../exit/borg-failure.ts';
import type { BorgEnvironment } from './borg-environment.ts';
import { findEntry, type ListedEntry, listEntries } from './list-entries.ts';
import { pythonRegexOf } from './python-text.ts';
import { borgLocation, type RepositoryTarget } from './repository-target.ts';
import { type StartedBorg, startBorg } from './start-borg.ts';

export interface ExtractedFile {
  /** The entry that was asked for; `size` is that of the content even for a hard link. */
  readonly entry: ListedEntry;
  /** Breaks off with BorgFailure where the content is not whole; destroying it ends Borg. */
  readonly content: Readable;
}

/** Borg holds its lock on the repository as long as someone takes the content: one who takes nothing for so long is left. */
const IDLE_MS = 120_000;

/** The content of one regular file, streamed; null where there is no such file in the archive. Throws BorgFailure. */
export async function extractFile(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  {
    archive,
    path,
    idleMs = IDLE_MS,
  }: { readonly archive: string; readonly path: string; readonly idleMs?: number },
): Promise<ExtractedFile | null> {
  const entry = await findEntry(environment, target, archive, path);
  if (entry?.type !== 'file') return null;
  const holder =
    entry.hardLink === undefined ? entry : await findHolder(environment, target, archive, entry.hardLink);
  if (!holder) return null;
  const pattern = `re:^${pythonRegexOf(fromArchivePath(holder.path) ?? '')}\\Z`;
  const args = ['extract', '--stdout', '--', borgLocation(target, archive), pattern];
  const borg = await startBorg({ environment, target, args });
  const leave = () => content.destroy(new Error(`Nobody took anything for ${idleMs} ms.`));
  let idle = setTimeout(leave, idleMs);
  const content = Readable.from(
    contentOf(borg, {
      size: holder.size,
      onTaken: () => clearTimeout(idle),
      onOffered: () => {
        idle = setTimeout(leave, idleMs);
      },
    }),
    { objectMode: false },
  );
  // A generator that was never begun runs no `finally`: Borg would hold its lock for ever.
  content.once('error', () => {}); // whoever reads hears of it too; one who does not must not end the server
  content.once('close', () => {
    clearTimeout(idle);
    borg.process.kill('SIGTERM');
  });
  return { entry: { ...entry, size: holder.size }, content };
}

interface Watched {
  readonly size: number;
  readonly onTaken: () => void;
  readonly onOffered: () => void;
}

async function* contentOf(
  { process, verdict }: StartedBorg,
  { size, onTaken, onOffered }: Watched,
): AsyncGenerator<Buffer> {
  let received = 0;
  onTaken();
  try {
    for await (const chunk of process.stdout ?? []) {
      received += chunk.length;
      onOffered();
      yield chunk;
      onTaken();
    }
    const { cause, warnings } = await verdict;
    if (cause) throw new BorgFailure(cause);
    if (warnings[0] !== undefined)
      throw new BorgFailure({ kind: 'repository-damaged', message: warnings[0] });
    if (received !== size) {
      throw new BorgFailure({ kind: 'repository-damaged', message: `${received} of ${size} bytes came.` });
    }
  } finally {
    process.kill('SIGTERM');
    await verdict;
  }
}

/**
 * The entry that holds the content of a hard link (Borg stores it once and `extract --stdout` of the others is empty).
 * Borg tells its path with `?` for each byte that is no UTF-8; where that fits several files, none can be taken for certain.
 */
async function findHolder(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  archive: string,
  hardLink: string,
): Promise<ListedEntry | null> {
  if (!hardLink.includes('?')) return findEntry(environment, target, archive, hardLink);
  const wanted = hardLink.replaceAll(/\\\\/g, '\\');
  let found: ListedEntry | null = null;
  for await (const entry of listEntries(environment, target, archive)) {
    if (
      entry.type !== 'file' ||
      (fromArchivePath(entry.path) ?? '').replace(/[\udc80-\udcff]/gu, '?') !== wanted
    )
      continue;
    if (found) return null;
    found = entry;
  }
  return found;
}
