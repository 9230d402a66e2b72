import type { Archive } from '@borgcube/domain/archive/archive';
import type { ArchivePair } from './diff-path.ts';

type Compared = Pick<
  Archive,
  'id' | 'repositoryId' | 'clientId' | 'configId' | 'timestamp' | 'suspect' | 'vanishedAt'
>;

/**
 * What an archive is first of all compared with: the last good one before it, of its own config where there is one,
 * else the next one after it. The older one comes first; null where there is no other.
 */
export function compareTarget(archives: readonly Compared[], archive: Compared): ArchivePair | null {
  const others = archives.filter((other) => isComparable(other, archive));
  const before = others.filter((other) => isBefore(other, archive) && other.suspect === null);
  const sameConfig = before.filter((other) => other.configId === archive.configId);
  const last = newest(sameConfig) ?? newest(before);
  if (last) return { id: last.id, otherId: archive.id };
  const after = others.filter((other) => isBefore(archive, other));
  const next = after.sort((one, other) => (isBefore(one, other) ? -1 : 1))[0];
  return next ? { id: archive.id, otherId: next.id } : null;
}

/** Two selected archives in the order in which they were taken; null: they cannot be compared. */
export function pairOf(archives: readonly Compared[]): ArchivePair | null {
  const [one, other, more] = archives;
  if (!one || !other || more || !isComparable(one, other)) return null;
  return isBefore(one, other) ? { id: one.id, otherId: other.id } : { id: other.id, otherId: one.id };
}

function isComparable(one: Compared, other: Compared): boolean {
  const isThere = one.vanishedAt === null && other.vanishedAt === null;
  return (
    isThere &&
    one.id !== other.id &&
    one.repositoryId === other.repositoryId &&
    one.clientId === other.clientId
  );
}

function newest(archives: readonly Compared[]): Compared | undefined {
  return archives.toSorted((one, other) => (isBefore(one, other) ? 1 : -1))[0];
}

function isBefore(one: Compared, other: Compared): boolean {
  return one.timestamp === other.timestamp ? one.id < other.id : one.timestamp < other.timestamp;
}
