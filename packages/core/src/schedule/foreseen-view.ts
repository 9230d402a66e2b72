import type { ForeseenBlock } from '@borgcube/domain/schedule/foresee-waits';
import type { ExpectedBlock, ExpectedWait } from '@borgcube/domain/schedule/schedule-calendar';

type Names = ReadonlyMap<string, string>;

export function toBlock({ repositoryId, start, end }: ForeseenBlock, repositories: Names): ExpectedBlock {
  return {
    repositoryId,
    repository: repositories.get(repositoryId) ?? repositoryId,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
  };
}

/** The longest wait of an occurrence; null: it waits nowhere. */
export function toWait(
  instant: number,
  blocks: readonly ForeseenBlock[],
  names: { readonly repositories: Names; readonly schedules: Names },
): ExpectedWait | null {
  const [longest] = blocks
    .filter((block) => block.behind !== null)
    .sort((one, other) => other.start - one.start);
  if (!longest?.behind) return null;
  const { repositoryId, behind, start } = longest;
  return {
    ms: start - instant,
    repositoryId,
    repository: names.repositories.get(repositoryId) ?? repositoryId,
    behindId: behind.scheduleId,
    behind: names.schedules.get(behind.scheduleId) ?? behind.scheduleId,
  };
}
