import type { KnownOwners } from './known-owners.ts';
import type { PlanEntry } from './plan-entry.ts';
import type { FoundRecord } from './read-back.ts';

/** Whose restored entries are to be: as stored by name, by number, or one user's. */
export type OwnerRule =
  | { readonly type: 'stored'; readonly known: KnownOwners }
  | { readonly type: 'numeric' }
  | { readonly type: 'user'; readonly uid: string; readonly gid: string };

type Stored = Pick<PlanEntry, 'uid' | 'gid' | 'user' | 'group'>;

/** How owner and group differ from what was asked for, as a sentence; null: they do not. */
export function ownerFault(
  stored: Stored,
  there: Pick<FoundRecord, 'uid' | 'gid'>,
  rule: OwnerRule,
): string | null {
  const { uid, gid } = wantedOf(stored, rule);
  if ((uid ?? there.uid) === there.uid && (gid ?? there.gid) === there.gid) return null;
  const names = rule.type === 'stored' ? ` (stored as ${stored.user}:${stored.group})` : '';
  return `its owner is ${there.uid}:${there.gid} instead of ${uid ?? there.uid}:${gid ?? there.gid}${names}`;
}

interface Wanted {
  /** Null: it is not known. */
  readonly uid: number | null;
  readonly gid: number | null;
}

function wantedOf(stored: Stored, rule: OwnerRule): Wanted {
  if (rule.type === 'user') return { uid: Number(rule.uid), gid: Number(rule.gid) };
  const numbers = { uid: storedNumber(stored.uid), gid: storedNumber(stored.gid) };
  if (rule.type === 'numeric') return numbers;
  const { users, groups } = rule.known;
  return {
    uid: byName(users, stored.user, numbers.uid),
    gid: byName(groups, stored.group, numbers.gid),
  };
}

/** An archive need not tell one; what is no number of anybody leaves the owner as it is. */
const storedNumber = (id: number): number | null => (id >= 0 ? id : null);

/** A name that the target does not know, or that is none, gives way to the number. */
function byName(known: ReadonlyMap<string, number | null>, name: string, id: number | null): number | null {
  const number = known.get(name);
  if (number === undefined) return name === '' || /^\d+$/.test(name) ? id : null;
  return number ?? id;
}
