import type { Repository } from '@borgcube/domain/repository/repository';
import type { Tone } from '../../theme/tokens.ts';

/** How a repository stands, the worst first; connected means that its id is known and was seen. */
export function repositoryState(repository: Pick<Repository, 'borgId' | 'tamperedAt' | 'damagedJobId'>): {
  tone: Tone;
  word: string;
} {
  if (repository.tamperedAt !== null) return { tone: 'failed', word: 'Changed by someone else' };
  if (repository.damagedJobId !== null) return { tone: 'failed', word: 'Damaged' };
  return repository.borgId === ''
    ? { tone: 'neutral', word: 'Not connected' }
    : { tone: 'ok', word: 'Connected' };
}

const GUARDED_SHARE = 0.05;
const GUARDED_BYTES = 2 * 1024 ** 3;

/** Backups stop before the file system is full: under 5 % or 2 GiB; amber at twice that. */
export function isLowOnSpace(repository: Pick<Repository, 'freeSpace' | 'deduplicatedSize'>): boolean {
  const { freeSpace, deduplicatedSize } = repository;
  if (freeSpace === null) return false;
  const whole = freeSpace + (deduplicatedSize ?? 0);
  return freeSpace < 2 * GUARDED_BYTES || freeSpace < 2 * GUARDED_SHARE * whole;
}
