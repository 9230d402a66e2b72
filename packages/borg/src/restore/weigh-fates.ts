import { type Conflict, type Fate, fateOf, type Meeting, meetExisting } from './judge-existing.ts';
import type { PlanEntry } from './plan-entry.ts';
import type { Prepared } from './prepare-restore.ts';
import type { Selection } from './selection.ts';

/** An entry with what becomes of it. */
export interface Fated {
  readonly meeting: Meeting;
  readonly fate: Fate;
}

/** Goes through the plan once more, in the order of the tree. */
export async function* fates({ plan, existing }: Prepared, conflict: Conflict): AsyncGenerator<Fated> {
  for await (const meeting of meetExisting(plan.file, existing)) {
    yield { meeting, fate: fateOf(meeting, conflict) };
  }
}

/** Whether it is unpacked to be put in place. */
export function isWritten({ type, ...fate }: Fate): boolean {
  return type === 'new' || type === 'replace' || (type === 'merge' && 'isSet' in fate && fate.isSet === true);
}

/** What a choice comes to, before anything is written. */
export interface Weighed {
  /** Some of the paths that are in the way, and how many there are. */
  readonly conflicts: readonly string[];
  readonly conflictCount: number;
  /** Of the files that are written. */
  readonly bytes: number;
  /** A folder on the way that lies on another file system than the rest. */
  readonly elsewhere: string | null;
  /** What is to be taken from the archive. */
  readonly selection: Selection;
}

const CONFLICTS_NAMED = 20;
/** A script on a client takes them as one argument of at most 128 KiB; each may grow sixfold as a pattern. */
const NAMED_MAX = 1000;
const NAMED_BYTES_MAX = 12_000;

export async function weighFates(prepared: Prepared, conflict: Conflict): Promise<Weighed> {
  const conflicts: string[] = [];
  let conflictCount = 0;
  let bytes = 0;
  let elsewhere: string | null = null;
  const needed = new NeededPaths();
  for await (const { meeting, fate } of fates(prepared, conflict)) {
    const { item, there } = meeting;
    if (fate.type === 'conflict') {
      conflictCount++;
      if (conflicts.length < CONFLICTS_NAMED) conflicts.push(item.path);
    }
    if (isWritten(fate) && item.type === 'f') bytes += item.size;
    if (fate.type === 'merge' && !isOnTheWay(item, prepared) && there?.device !== prepared.look.device) {
      elsewhere ??= item.path;
    }
    needed.add(item, fate);
  }
  const { plan, existing } = prepared;
  const selection =
    existing === null || needed.areTooMany ? { whole: plan.paths, single: plan.above } : needed.selection;
  return { conflicts, conflictCount, bytes, elsewhere, selection };
}

/** Above the folder in which all is put together. */
function isOnTheWay({ path }: PlanEntry, { look }: Prepared): boolean {
  const common = look.deepestCommon;
  return common !== null && (path === common || common.startsWith(`${path}/`));
}

/** The fewest paths by which Borg takes what is written: whole folders where nothing of them is there. */
class NeededPaths {
  readonly #whole: string[] = [];
  readonly #single: string[] = [];
  #root: string | null = null;
  #bytes = 0;

  add({ path, isAbove, mode }: PlanEntry, fate: Fate): void {
    if (!isWritten(fate) || (this.#root !== null && path.startsWith(`${this.#root}/`))) return;
    const isAlone = isAbove === true || fate.type === 'merge';
    if (isAlone && mode === null) return; // the archive does not hold it
    if (!isAlone) this.#root = path;
    if (this.areTooMany) return;
    (isAlone ? this.#single : this.#whole).push(path);
    this.#bytes += path.length;
  }

  get areTooMany(): boolean {
    return this.#whole.length + this.#single.length > NAMED_MAX || this.#bytes > NAMED_BYTES_MAX;
  }

  get selection(): Selection {
    return { whole: this.#whole, single: this.#single };
  }
}
