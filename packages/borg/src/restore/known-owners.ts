import { quoteShell } from '../quote/quote-shell.ts';
import type { ScriptEvents } from './machine.ts';
import type { PlanEntry } from './plan-entry.ts';

/** Names of users and groups that stored entries belong to. */
export interface OwnerNames {
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

/** The number that a name has at a target; null: it is nobody's there. A name that is missing was not asked for. */
export interface KnownOwners {
  readonly users: ReadonlyMap<string, number | null>;
  readonly groups: ReadonlyMap<string, number | null>;
}

/** Of each kind: a script takes them as part of one argument. */
const NAMES_MAX = 300;

/** Borg tells the number where no name is stored; what no system takes for a name is not asked for. */
const isName = (name: string): boolean =>
  /^(?!\d+$)[^-+\0\n\ud800-\udfff][^\0\n\ud800-\udfff]{0,63}$/u.test(name);

/** Takes the names from entries while they pass. */
export class OwnerCollector implements OwnerNames {
  readonly users = new Set<string>();
  readonly groups = new Set<string>();

  take({ user, group }: Pick<PlanEntry, 'user' | 'group'>): void {
    if (this.users.size < NAMES_MAX && isName(user)) this.users.add(user);
    if (this.groups.size < NAMES_MAX && isName(group)) this.groups.add(group);
  }
}

/** Shell functions: the number of a user and of a group, if the name is known there. */
const FUNCTIONS = `u() { v=$(id -u -- "$2" 2>/dev/null) && say user "$1" "$v"; }
g() { v=$({ getent group "$2" || grep "^$2:" /etc/group; } 2>/dev/null | head -n 1 | cut -d: -f3); [ -z "$v" ] || say group "$1" "$v"; }`;

/** Lines of a script that ask the machine for the numbers of names, and what becomes of its words. */
export function askOwners(names: OwnerNames | undefined): {
  readonly lines: readonly string[];
  readonly onWord: NonNullable<ScriptEvents['onWord']>;
  readonly known: KnownOwners;
} {
  const asked = { user: [...(names?.users ?? [])], group: [...(names?.groups ?? [])] };
  const known = {
    users: new Map<string, number | null>(asked.user.map((name) => [name, null])),
    groups: new Map<string, number | null>(asked.group.map((name) => [name, null])),
  };
  return {
    lines: [
      FUNCTIONS,
      ...asked.user.map((name, at) => `u ${at} ${quoteShell(name)}`),
      ...asked.group.map((name, at) => `g ${at} ${quoteShell(name)}`),
    ],
    onWord: (word, [at = '', id = '']) => {
      if (word === 'user') known.users.set(asked.user[Number(at)] ?? '', Number(id));
      if (word === 'group') known.groups.set(asked.group[Number(at)] ?? '', Number(id));
    },
    known,
  };
}
