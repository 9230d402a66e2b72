import type { CheckPart } from '@borgcube/borg/repository/check-repository';
import type { CheckConfigData } from '@borgcube/domain/check-config/check-config';

/** In Borg's order. */
export interface ListedForCheck {
  readonly id: string;
  readonly name: string;
}

/** The part of a check that looks at what is stored; null: not asked for. */
export function repositoryStep({ checkRepository, maxDuration }: CheckConfigData): CheckPart | null {
  return checkRepository ? { part: 'repository', maxDuration } : null;
}

/**
 * The runs that look at archives. Borg takes all, one by name, or the newest so many; it verifies all data whichever
 * it is given, so that is asked for once. `checked` holds fingerprints of archives that were found sound before.
 */
export function archiveSteps(
  { checkArchives, verifyData, checkOnlyNewArchives }: CheckConfigData,
  listed: readonly ListedForCheck[],
  checked: ReadonlySet<string>,
): CheckPart[] {
  if (!checkArchives) return [];
  const fresh = checkOnlyNewArchives ? listed.filter(({ id }) => !checked.has(id)) : listed;
  if (fresh.length === listed.length) return [{ part: 'archives', verifyData }];
  if (fresh.length === 0) return verifyData ? [{ part: 'archives', verifyData, only: { last: 1 } }] : [];
  const newest = new Set(listed.slice(-fresh.length).map(({ id }) => id));
  if (fresh.every(({ id }) => newest.has(id))) {
    return [{ part: 'archives', verifyData, only: { last: fresh.length } }];
  }
  return fresh.map(({ name }, n) => ({
    part: 'archives',
    verifyData: verifyData && n === 0,
    only: { archive: name },
  }));
}
