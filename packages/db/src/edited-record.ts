import { DomainError } from '@borgcube/domain/error/domain-error';
import { isForeignKeyViolation } from './open-database.ts';

/** A moment after the last change, so that no two states of a record carry the same `updatedAt`. */
export function nextUpdatedAt(last: Date, now: Date): Date {
  return new Date(Math.max(now.getTime(), last.getTime() + 1));
}

/** To be asked of the number of rows that a compare-and-swap on `updatedAt` changed. */
export function requireSwapped(count: number): void {
  if (count === 0) throw changedMeanwhile();
}

/** For `catch`: what a row refers to, or is referred to by, came or went after it was looked at. */
export function refuseDangling(error: unknown): never {
  throw isForeignKeyViolation(error) ? changedMeanwhile() : error;
}

export function changedMeanwhile(): DomainError {
  return new DomainError(
    'CONFLICT',
    'changed-meanwhile',
    'Someone else changed this meanwhile. Load it again.',
  );
}
