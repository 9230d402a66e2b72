import type { Archive } from '@borgcube/domain/archive/archive';
import type { ArchivePair } from './diff-path.ts';

type Compared = Pick<Archive, 'id' | 'repositoryId' | 'clientId' | 'timestamp' | 'vanishedAt'>;

/** An archive and the one that it is compared with, in the order in which they were taken. */
export function comparedPair(one: Compared, other: Compared): ArchivePair {
  return isBefore(one, other) ? { id: one.id, otherId: other.id } : { id: other.id, otherId: one.id };
}

/** Two selected archives in the order in which they were taken; null: they cannot be compared. */
export function pairOf(archives: readonly Compared[]): ArchivePair | null {
  const [one, other, more] = archives;
  return one && other && !more && isComparable(one, other) ? comparedPair(one, other) : null;
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

function isBefore(one: Compared, other: Compared): boolean {
  return one.timestamp === other.timestamp ? one.id < other.id : one.timestamp < other.timestamp;
}
