import type { StoredArchive } from '@borgcube/db/archive-store';
import type { Archive } from '@borgcube/domain/archive/archive';

/** The wire view of a stored archive. */
export function toArchiveView(stored: StoredArchive): Archive {
  return {
    ...stored,
    timestamp: stored.timestamp.toISOString(),
    timestampEnd: stored.timestampEnd?.toISOString() ?? null,
    checkedAt: stored.checkedAt?.toISOString() ?? null,
    vanishedAt: stored.vanishedAt?.toISOString() ?? null,
    createdAt: stored.createdAt.toISOString(),
    updatedAt: stored.updatedAt.toISOString(),
  };
}
