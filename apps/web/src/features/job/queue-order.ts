import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { isQueued } from './job-state-word.ts';

/**
 * What runs, then what waits, each by number; what has ended keeps the list's own order below.
 * Jobs in `lingering` ended a moment ago and keep their place.
 */
export function pinUnfinished<Row extends Pick<Job, 'id' | 'state'>>(
  unfinished: readonly Row[],
  listed: readonly Row[],
  lingering: ReadonlySet<number> = new Set(),
): Row[] {
  const isPinned = (job: Row) => !isFinal(job.state) || lingering.has(job.id);
  const open = new Map<number, Row>();
  for (const job of [...listed, ...unfinished]) if (isPinned(job)) open.set(job.id, job);
  const pinned = [...open.values()].sort(
    (one, other) => Number(isQueued(one)) - Number(isQueued(other)) || one.id - other.id,
  );
  return [...pinned, ...listed.filter((job) => !isPinned(job))];
}

/**
 * What a queued job waits for: running and earlier queued jobs of its repository.
 * Two that only read do not hold each other back; nothing on the list tells that, so the words stay "waits for".
 */
export function waitsFor(
  job: Pick<Job, 'id' | 'state' | 'repositoryId'>,
  unfinished: readonly Pick<Job, 'id' | 'state' | 'repositoryId'>[],
): number[] {
  if (!isQueued(job) || job.repositoryId === null) return [];
  return unfinished
    .filter((other) => other.id !== job.id && other.repositoryId === job.repositoryId)
    .filter((other) => !isFinal(other.state) && (!isQueued(other) || other.id < job.id))
    .map((other) => other.id)
    .sort((one, other) => one - other);
}

/** `waits for 48213`, `waits for 48213 and 3 more`. */
export function waitsWords(ids: readonly number[]): string | null {
  const [first] = ids;
  if (first === undefined) return null;
  return ids.length === 1 ? `waits for ${first}` : `waits for ${first} and ${ids.length - 1} more`;
}
