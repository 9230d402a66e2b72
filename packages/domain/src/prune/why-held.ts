import { durationWords } from '../duration/duration-words.ts';
import type { ArchiveGroup } from './archive-group.ts';

/** Why nothing of a group may be deleted at `now` (milliseconds), in a sentence; null: it may. */
export function whyHeld(
  { archives, objective }: Omit<ArchiveGroup, 'unfinished'>,
  now: number,
): string | null {
  const suspect = archives.find((archive) => archive.suspect !== null);
  if (suspect) {
    return `${suspect.name} is suspect (${suspect.suspect}): prune waits until someone accepts it.`;
  }
  if (archives.length === 0) return null;
  const newest = Math.max(...archives.map(({ at }) => at));
  const age = now - newest;
  if (age <= objective) return null;
  return `The newest good archive is ${durationWords(age)} old, over the objective of ${durationWords(objective)}.`;
}
