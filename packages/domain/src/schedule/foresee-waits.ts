import { accessesConflict, type RepositoryAccess } from '../job/repository-access.ts';

/** What one occurrence is expected to do with one repository: its jobs there, one after the other. */
export interface ExpectedWork {
  readonly repositoryId: string;
  /** The strongest that any of the jobs needs. */
  readonly access: RepositoryAccess;
  /** Milliseconds. */
  readonly durationMs: number;
}

export interface ExpectedOccurrence {
  readonly scheduleId: string;
  /** Milliseconds since 1970. */
  readonly instant: number;
  readonly work: readonly ExpectedWork[];
}

/** When a repository is in the hands of an occurrence, and behind what it waited. */
export interface ForeseenBlock {
  readonly repositoryId: string;
  readonly start: number;
  readonly end: number;
  /** Null: it does not wait. */
  readonly behind: ExpectedOccurrence | null;
}

const STRENGTH: readonly RepositoryAccess[] = ['read', 'write', 'exclusive'];

export function strongest(one: RepositoryAccess, other: RepositoryAccess): RepositoryAccess {
  return STRENGTH.indexOf(one) > STRENGTH.indexOf(other) ? one : other;
}

/**
 * Goes through what is to come as the queue would: in order of time, each repository by itself, what conflicts waits for
 * the end of what came before. The answer stands in the order of the occurrences.
 */
export function foreseeWaits(occurrences: readonly ExpectedOccurrence[]): ForeseenBlock[][] {
  const held = new Map<
    string,
    { block: ForeseenBlock; access: RepositoryAccess; by: ExpectedOccurrence }[]
  >();
  const order = occurrences.map((_, index) => index);
  const at = (index: number) => occurrences[index]?.instant ?? 0;
  order.sort((one, other) => at(one) - at(other) || one - other);
  const answer: ForeseenBlock[][] = occurrences.map(() => []);
  for (const index of order) {
    const occurrence = occurrences[index];
    if (!occurrence) continue;
    for (const { repositoryId, access, durationMs } of occurrence.work) {
      const before = (held.get(repositoryId) ?? []).filter(({ block }) => block.end > occurrence.instant);
      const blocking = before
        .filter((one) => accessesConflict(one.access, access))
        .sort((one, other) => other.block.end - one.block.end)[0];
      const start = blocking?.block.end ?? occurrence.instant;
      const block = { repositoryId, start, end: start + durationMs, behind: blocking?.by ?? null };
      held.set(repositoryId, [...before, { block, access, by: occurrence }]);
      answer[index]?.push(block);
    }
  }
  return answer;
}

const STEP_MS = 15 * 60_000;

/**
 * The nearest quarter of an hour, up to `within` away, at which the occurrence would neither wait nor make others wait
 * that do not wait without it; null: there is none.
 */
export function findFreeTime(
  own: ExpectedOccurrence,
  others: readonly ExpectedOccurrence[],
  within: number,
): number | null {
  const waiting = (all: readonly ExpectedOccurrence[]) =>
    foreseeWaits(all).filter((blocks) => blocks.some((block) => block.behind !== null)).length;
  const base = waiting(others);
  const first = Math.ceil(own.instant / STEP_MS) * STEP_MS;
  for (let away = 0; away <= within; away += STEP_MS) {
    for (const instant of [first + away, first - away]) {
      if (waiting([...others, { ...own, instant }]) === base) return instant;
    }
  }
  return null;
}
