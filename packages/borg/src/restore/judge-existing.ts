import { isSameTime } from './compare-restored.ts';
import type { PlanEntry } from './plan-entry.ts';
import { type KeyedRecord, readSorted, SortedCursor } from './sorted-file.ts';
import type { ExistingRecord } from './stat-existing.ts';

/** What is there, seen from the archive. */
export type Standing = 'newer' | 'older' | 'same' | 'different' | 'other-kind';

/** An entry of the plan and what it meets at the target. */
export interface Meeting extends KeyedRecord<PlanEntry> {
  readonly there: ExistingRecord | null;
  /** Null: nothing is there, or folder meets folder. */
  readonly standing: Standing | null;
  /** Neither could give way to the other without a folder being lost. */
  readonly isStubborn: boolean;
  /** The nearest folder above it that is none at the target. */
  readonly blockedBy: string | null;
}

/** Goes through the plan beside what exists; `existing` null: nothing does. */
export async function* meetExisting(plan: string, existing: string | null): AsyncGenerator<Meeting> {
  await using cursor = existing === null ? null : new SortedCursor<ExistingRecord>(existing);
  let blocked: string | null = null;
  for await (const { key, item } of readSorted<PlanEntry>(plan)) {
    if (blocked !== null && !item.path.startsWith(`${blocked}/`)) blocked = null;
    const found = (await cursor?.at(key))?.item ?? null;
    if (blocked !== null) {
      // What was found below it lies behind a link.
      yield { key, item, there: null, standing: null, isStubborn: false, blockedBy: blocked };
      continue;
    }
    const isStubborn = found !== null && (item.type === 'd') !== (found.type === 'd');
    yield {
      key,
      item,
      there: found,
      standing: found && standingOf(item, found),
      isStubborn,
      blockedBy: null,
    };
    if (isStubborn && item.type === 'd') blocked = item.path;
  }
}

function standingOf(entry: PlanEntry, there: ExistingRecord): Standing | null {
  if (entry.type !== there.type) return 'other-kind';
  if (entry.type === 'd') return null;
  if (entry.mtime === null) return 'different';
  // What was restored there before may hold no more than whole seconds.
  if (!isSameTime(entry.mtime, there.mtime, 'second')) return there.mtime > entry.mtime ? 'newer' : 'older';
  const isHardLink = entry.hardLink !== undefined; // its size is told as 0
  return entry.type !== 'f' || isHardLink || entry.size === there.size ? 'same' : 'different';
}

/** What becomes of an entry. */
export type Fate =
  /** It is written; `new`: nothing is there, and so nothing below it either. */
  | { readonly type: 'new' }
  | { readonly type: 'replace' }
  /** A folder that is there and stays; `isSet`: it gets mode, owner and times of the archive. */
  | { readonly type: 'merge'; readonly isSet: boolean }
  | { readonly type: 'skip'; readonly reason: string }
  | { readonly type: 'conflict'; readonly standing: Standing };

export type Conflict = 'refuse' | 'skip' | 'overwrite';

/** Decides by what a person chose. With `refuse` nothing is written if there is one conflict, with `overwrite` if one is stubborn. */
export function fateOf({ item, there, standing, isStubborn, blockedBy }: Meeting, conflict: Conflict): Fate {
  if (blockedBy !== null) return { type: 'skip', reason: `${blockedBy} is no folder there` };
  if (there === null) return { type: 'new' };
  if (standing === null)
    return { type: 'merge', isSet: conflict === 'overwrite' && !item.isAbove && item.mode !== null };
  if (conflict === 'skip') return { type: 'skip', reason: 'it was there already' };
  if (conflict === 'refuse' || isStubborn) return { type: 'conflict', standing };
  return { type: 'replace' };
}
