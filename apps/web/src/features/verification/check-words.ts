import type { CheckConfig } from '@borgcube/domain/check-config/check-config';
import type { Repository } from '@borgcube/domain/repository/repository';
import type { Tone } from '../../theme/tokens.ts';

type Scope = Pick<
  CheckConfig,
  'checkRepository' | 'checkArchives' | 'verifyData' | 'checkOnlyNewArchives' | 'maxDuration'
>;

/** `Repository, new archives and all data`. */
export function scopeWords(scope: Scope): string {
  const parts = [
    ...(scope.checkRepository ? ['repository'] : []),
    ...(scope.checkArchives ? [scope.checkOnlyNewArchives ? 'new archives' : 'archives'] : []),
    ...(scope.verifyData ? ['all data'] : []),
  ];
  const last = parts.pop() ?? 'nothing';
  const words = parts.length > 0 ? `${parts.join(', ')} and ${last}` : last;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Checked = Pick<Repository, 'lastCheck' | 'damagedJobId'>;

/** How a repository came out of its last check. */
export function checkState({ lastCheck, damagedJobId }: Checked): { tone: Tone; word: string } {
  if (damagedJobId !== null) return { tone: 'failed', word: 'Damaged' };
  return lastCheck === null ? { tone: 'stale', word: 'Never checked' } : { tone: 'ok', word: 'Sound' };
}

/** What a person could read out of all repositories. */
export function verificationVerdict(repositories: readonly Checked[]): string {
  const damaged = repositories.filter(({ damagedJobId }) => damagedJobId !== null).length;
  const never = repositories.filter((one) => one.lastCheck === null && one.damagedJobId === null).length;
  const sound = repositories.length - damaged - never;
  const total = repositories.length;
  if (total === 0) return 'There is no repository to check yet.';
  if (damaged > 0) return `${count(damaged, total)} damaged. Nothing is pruned there.`;
  if (never === total)
    return total === 1 ? 'The repository was never checked.' : 'No repository was ever checked.';
  if (never > 0)
    return `${count(sound, total)} sound. ${never} ${never === 1 ? 'was' : 'were'} never checked.`;
  return total === 1
    ? 'The repository was sound when it was last checked.'
    : `All ${total} repositories were sound when they were last checked.`;
}

function count(some: number, total: number): string {
  return `${some} of ${total} ${total === 1 ? 'repository' : 'repositories'} ${some === 1 ? 'is' : 'are'}`;
}
