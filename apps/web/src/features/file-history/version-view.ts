import type { Archive } from '@borgcube/domain/archive/archive';
import type { FileHistory } from '@borgcube/domain/catalog/catalog';
import { counted } from '../../ui/format/count.ts';
import type { ArchivePair } from '../archive-diff/diff-path.ts';

export type FileVersion = FileHistory['versions'][number];

export type ThreadStep =
  | { kind: 'version'; version: FileVersion }
  /** It was not in the archive after the version below. */
  | { kind: 'gone'; archive: NonNullable<FileVersion['goneIn']>; after: FileVersion };

/** The life of a file, newest first, with the archives from which on it was gone. */
export function threadOf(versions: readonly FileVersion[]): ThreadStep[] {
  return versions.flatMap((version): ThreadStep[] => {
    const step: ThreadStep = { kind: 'version', version };
    return version.goneIn ? [{ kind: 'gone', archive: version.goneIn, after: version }, step] : [step];
  });
}

type Place = Pick<Archive, 'repositoryId' | 'timestamp'>;

/** The version that an archive holds. */
export function versionIn(versions: readonly FileVersion[], archive: Place): FileVersion | null {
  const at = Date.parse(archive.timestamp);
  const holds = (version: FileVersion) =>
    version.repositoryId === archive.repositoryId &&
    Date.parse(version.firstTimestamp) <= at &&
    at <= Date.parse(version.lastTimestamp);
  return versions.find(holds) ?? null;
}

/** `3 versions in 10 archives`. */
export function historyWords(versions: readonly FileVersion[]): string {
  const archives = versions.reduce((sum, version) => sum + version.archives, 0);
  return `${counted(versions.length, 'version')} in ${counted(archives, 'archive')}`;
}

/** Bytes that a version has more than the one before it; null where that is not known, or it is the first. */
export function grownBy(versions: readonly FileVersion[], version: FileVersion): number | null {
  const older = versions[versions.indexOf(version) + 1];
  if (!older || older.size === null || version.size === null) return null;
  return version.size - older.size;
}

/** The archives to be compared, older one first; null where no comparison is possible. */
export function comparable(
  one: Pick<FileVersion, 'repositoryId' | 'lastTimestamp' | 'lastArchiveId'>,
  other: Pick<FileVersion, 'repositoryId' | 'lastTimestamp' | 'lastArchiveId'>,
): ArchivePair | null {
  if (one.repositoryId !== other.repositoryId || one.lastArchiveId === other.lastArchiveId) return null;
  const [older, newer] =
    Date.parse(one.lastTimestamp) <= Date.parse(other.lastTimestamp) ? [one, other] : [other, one];
  return { id: older.lastArchiveId, otherId: newer.lastArchiveId };
}

/** One version in a table; the same one may lie in several repositories. */
export function versionKey(version: FileVersion): string {
  return `${version.repositoryId} ${version.firstArchiveId}`;
}
