import type { StoredArchive } from '@borgcube/db/archive-store';
import type { ArchiveCounts } from '@borgcube/domain/archive/judge-changes';

/** What an archive is judged by; the bytes are those that it alone brought when it was made. */
export function judgedCounts(archive: StoredArchive): ArchiveCounts {
  const { newFiles, changedFiles, deletedFiles, nfiles, originalSize, deduplicatedSize } = archive;
  return { newFiles, changedFiles, deletedFiles, nfiles, originalSize, addedBytes: deduplicatedSize };
}
