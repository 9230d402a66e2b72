import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { extractFile as extract } from '@borgcube/borg/repository/extract-file';
import { type ListedEntry, listEntries as list } from '@borgcube/borg/repository/list-entries';
import type { ArchiveFile, ArchivePath, RepositoryTarget } from '@borgcube/core/borg-hand';
import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import { toBorgRepository } from './borg-target.ts';
import { asAnswer, explained } from './explain-failure.ts';

export async function* listEntries(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { archiveName, path }: ArchivePath,
  signal?: AbortSignal,
): AsyncGenerator<ArchiveEntry> {
  const options = { path, below: true, ...(signal ? { signal } : {}) };
  try {
    for await (const entry of list(environment, toBorgRepository(target), archiveName, options)) {
      yield toArchiveEntry(entry);
    }
  } catch (error) {
    throw asAnswer(error);
  }
}

export async function extractFile(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { archiveName, path }: ArchivePath,
  signal?: AbortSignal,
): Promise<ArchiveFile | null> {
  const file = await explained(
    extract(environment, toBorgRepository(target), { archive: archiveName, path }),
  );
  if (!file) return null;
  const { content } = file;
  const stop = () => content.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  content.once('close', () => signal?.removeEventListener('abort', stop));
  if (signal?.aborted) stop();
  return { entry: toArchiveEntry(file.entry), content };
}

function toArchiveEntry({ mtime, ...entry }: ListedEntry): ArchiveEntry {
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  return { ...entry, name, mtime: mtime?.toISOString() ?? null };
}
