import { DomainError } from '@borgcube/domain/error/domain-error';

/** Refuses what others still need; each user is named in words: `the backup config “system” of web01`. */
export function inUse(what: string, users: readonly string[], field?: string): DomainError {
  const message = `${what} is in use: ${users.join(', ')}.`;
  return new DomainError('CONFLICT', 'in-use', message, field ? { fieldErrors: { [field]: [message] } } : {});
}

export const jobWords = (ids: readonly number[]): string[] => ids.map((id) => `job ${id}`);
