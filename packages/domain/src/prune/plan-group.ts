import { evaluateRetention } from '../retention/evaluate-retention.ts';
import type { RetentionRules } from '../retention/retention-rules.ts';
import type { ArchiveGroup, GroupArchive, UnfinishedArchive } from './archive-group.ts';
import { whyHeld } from './why-held.ts';

export interface PlannedArchive {
  readonly archive: GroupArchive;
  readonly keep: boolean;
  /** In Borg's words; `pinned` or `held` where no rule keeps it. */
  readonly rule: string | null;
}

export interface PlannedGroup {
  /** Newest first. */
  readonly archives: readonly PlannedArchive[];
  /** Those that go: older than the newest complete archive. */
  readonly unfinished: readonly UnfinishedArchive[];
  /** Why nothing of the group is deleted. */
  readonly held: string | null;
}

/** What a run at `now` (milliseconds) would delete of a group; the breaker judges it afterwards. */
export function planGroup(group: ArchiveGroup, rules: RetentionRules, now: number): PlannedGroup {
  const held = whyHeld(group, now);
  const archives = evaluateRetention(rules, group.archives, now).map(({ archive, keep, rule }) => {
    if (keep) return { archive, keep, rule };
    if (archive.pinned) return { archive, keep: true, rule: 'pinned' };
    return held === null ? { archive, keep, rule } : { archive, keep: true, rule: 'held' };
  });
  const newest = archives[0]?.archive.at ?? Number.NEGATIVE_INFINITY;
  const unfinished = held === null ? group.unfinished.filter(({ at }) => at < newest) : [];
  return { archives, unfinished, held };
}
