import type { RetentionRules } from '../retention/retention-rules.ts';
import { hasExpired } from './has-expired.ts';
import type { PlannedArchive } from './plan-group.ts';

/** What the last executed plan of a group left. */
export interface PreviousPlan {
  /** When it was made; milliseconds. */
  readonly at: number;
  /** The rule of each archive that it kept, by id. */
  readonly kept: ReadonlyMap<string, string>;
  /** Ids of all that it looked at. */
  readonly listed: ReadonlySet<string>;
  /** Start of the newest archive that it looked at; milliseconds. */
  readonly newestAt: number;
  /** Stands for the policy and the pattern that it was made under. */
  readonly basis: string;
}

export interface Judgement {
  readonly archives: readonly PlannedArchive[];
  /** Null: there was none. */
  readonly previous: PreviousPlan | null;
  readonly basis: string;
  readonly rules: RetentionRules;
  /** Milliseconds. */
  readonly now: number;
}

const PREVIOUS_SHARE = 0.25;
const PREVIOUS_LEAST = 3;
const FIRST_SHARE = 0.5;

/** Why a person has to confirm what a plan would delete of one group, a sentence each; empty: nobody has to. */
export function judgePlan(judgement: Judgement): string[] {
  const { archives, previous } = judgement;
  const deleted = archives.filter(({ keep }) => !keep);
  if (deleted.length === 0) return [];
  const reasons: string[] = [];
  const isEmptied = deleted.length === archives.length;
  if (isEmptied) reasons.push(`It would delete all of its ${archiveWords(archives.length)}.`);
  const newestGood = archives.find(({ archive }) => archive.suspect === null);
  if (!isEmptied && newestGood && !newestGood.keep) {
    reasons.push(`It would delete the newest good archive, ${newestGood.archive.name}.`);
  }
  const ofKept = deleted.filter(({ archive }) => wasToStay(archive.id, judgement)).length;
  const kept = previous?.kept.size ?? 0;
  if (ofKept > PREVIOUS_LEAST && ofKept > kept * PREVIOUS_SHARE) {
    reasons.push(
      `It would delete ${ofKept} of the ${archiveWords(kept)} that the last plan kept; more than 25 %.`,
    );
  }
  const isMixed = archives.some(({ archive }) => archive.isOrphan && !previous?.listed.has(archive.id));
  if (isMixed && deleted.length > archives.length * PREVIOUS_SHARE) {
    reasons.push(
      `Archives of deleted configs are one group now. It would delete ${deleted.length} of ${archiveWords(archives.length)}.`,
    );
  }
  const news = whatIsNew(judgement);
  if (news !== null && deleted.length > archives.length * FIRST_SHARE) {
    reasons.push(
      `${news} It would delete ${deleted.length} of ${archiveWords(archives.length)}; more than half.`,
    );
  }
  return reasons;
}

/** The previous plan kept it, and the time that went by since is no reason to let it go. */
function wasToStay(id: string, { previous, basis, rules, now }: Judgement): boolean {
  const rule = previous?.kept.get(id);
  if (!previous || rule === undefined) return false;
  return previous.basis !== basis || !hasExpired(rule, rules, now - previous.at);
}

/** Why a plan is the first of its sort; null: it goes on as the one before, or there was none. */
function whatIsNew({ archives, previous, basis }: Judgement): string | null {
  if (!previous) return null;
  if (previous.basis !== basis) return 'The policy or the pattern was changed.';
  // What was made since is newer than all that was there; older ones came from somewhere else.
  const isGiven = archives.some(
    ({ archive }) => !previous.listed.has(archive.id) && archive.at < previous.newestAt,
  );
  return isGiven ? 'Older archives came to this client or config since.' : null;
}

function archiveWords(count: number): string {
  return count === 1 ? '1 archive' : `${count} archives`;
}
