import type { Readable } from 'node:stream';
import { fromArchivePath } from '@borgcube/domain/archive/archive-path';
import { endWith } from '../process/end-with.ts';
import type { BorgEnvironment } from './borg-environment.ts';
import { borgOutput } from './borg-output.ts';
import { type FileWanted, findEntry, type ListedEntry, listEntries } from './list-entries.ts';
import { pathPattern } from './path-pattern.ts';
import { borgLocation, type RepositoryTarget } from './repository-target.ts';
import { startBorg } from './start-borg.ts';

export interface ExtractedFile {
  /** The entry that was asked for; `size` is that of the content even for a hard link. */
  readonly entry: ListedEntry;
  /** Breaks off with BorgFailure where the content is not whole; destroying it ends Borg. */
  readonly content: Readable;
}

/** The content of one regular file, streamed; null where there is no such file in the archive. Throws BorgFailure. */
export async function extractFile(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { idleMs, ...wanted }: FileWanted & { readonly idleMs?: number | undefined },
): Promise<ExtractedFile | null> {
  const { archive, signal } = wanted;
  const entry = await findEntry(environment, target, wanted);
  if (entry?.type !== 'file') return null;
  const holder =
    entry.hardLink === undefined
      ? entry
      : await findHolder(environment, target, { ...wanted, path: entry.hardLink });
  if (!holder) return null;
  const pattern = pathPattern([holder.path], { below: false });
  const args = ['extract', '--stdout', '--', borgLocation(target, archive), ...pattern];
  const borg = await startBorg({ environment, target, args });
  const content = borgOutput(borg, { idleMs, size: holder.size });
  endWith(signal, content);
  return { entry: { ...entry, size: holder.size }, content };
}

/**
 * The entry that holds the content of a hard link (Borg stores it once and `extract --stdout` of the others is empty).
 * Borg tells its path with `?` for each byte that is no UTF-8; where that fits several files, none can be taken for certain.
 */
async function findHolder(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { archive, path: hardLink, signal }: FileWanted,
): Promise<ListedEntry | null> {
  if (!hardLink.includes('?')) return findEntry(environment, target, { archive, path: hardLink, signal });
  const wanted = hardLink.replaceAll(/\\\\/g, '\\');
  let found: ListedEntry | null = null;
  for await (const entry of listEntries(environment, target, archive, { signal })) {
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
