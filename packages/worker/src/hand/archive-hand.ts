import type { Readable } from 'node:stream';
import { exportArchive as startExport } from '@borgcube/borg/export/export-archive';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { extractFile as extract } from '@borgcube/borg/repository/extract-file';
import { type ListedEntry, listEntries as list } from '@borgcube/borg/repository/list-entries';
import type {
  ArchiveFile,
  ArchivePath,
  ArchiveSelection,
  BorgHand,
  RepositoryTarget,
} from '@borgcube/core/borg-hand';
import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import { toBorgRepository } from './borg-target.ts';
import { asAnswer, explained } from './explain-failure.ts';

export async function* listEntries(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { archiveName, path }: ArchivePath,
  signal?: AbortSignal,
): AsyncGenerator<ArchiveEntry> {
  const options = { paths: [path], below: true, signal };
  try {
    for await (const entry of list(environment, toBorgRepository(target), archiveName, options)) {
      yield toArchiveEntry(entry);
    }
  } catch (error) {
    throw await asAnswer(error, target);
  }
}

export async function extractFile(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { archiveName, path }: ArchivePath,
  signal?: AbortSignal,
): Promise<ArchiveFile | null> {
  const act = extract(environment, toBorgRepository(target), { archive: archiveName, path, signal });
  const file = await explained(act, target);
  if (!file) return null;
  return { entry: toArchiveEntry(file.entry), content: file.content };
}

export async function findPaths(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { archiveName, paths }: ArchiveSelection,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>(paths.filter((path) => path === ''));
  const asked = paths.filter((path) => path !== '');
  if (asked.length === 0) return found;
  try {
    const options = { paths: asked, signal };
    for await (const { path } of list(environment, toBorgRepository(target), archiveName, options))
      found.add(path);
  } catch (error) {
    throw await asAnswer(error, target);
  }
  return found;
}

export async function exportArchive(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { archiveName, paths, format }: Parameters<BorgHand['exportArchive']>[1],
  signal?: AbortSignal,
): Promise<Readable> {
  const wanted = { archive: archiveName, paths, format, signal };
  return explained(startExport(environment, toBorgRepository(target), wanted), target);
}

function toArchiveEntry({ mtime, ...entry }: ListedEntry): ArchiveEntry {
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  return { ...entry, name, mtime: mtime?.toISOString() ?? null };
}
