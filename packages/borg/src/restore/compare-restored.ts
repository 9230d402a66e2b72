import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { BorgFailure } from '../exit/borg-failure.ts';
import { attributesFault } from './compare-attributes.ts';
import { type OwnerRule, ownerFault } from './compare-owner.ts';
import type { HashRecord } from './hash-archive.ts';
import { openedBits } from './opened-bits.ts';
import { lossyPath } from './plan-checks.ts';
import type { PlanEntry } from './plan-entry.ts';
import type { AttributeRecord } from './read-attributes.ts';
import type { FoundRecord } from './read-back.ts';
import { readSorted, SortedCursor } from './sorted-file.ts';

export interface Comparison {
  /** Of a RestorePlan. */
  readonly plan: string;
  /** What the archive holds, as `hashArchive` or the stream that was sent tells it. */
  readonly sent: string;
  /** What `readBack` found. */
  readonly found: string;
  readonly hashes: string;
  /** At which the way kept times. */
  readonly precision: 'second' | 'microsecond';
  /** Permission bits that are not compared, where they could not or should not be kept. */
  readonly looseMode: number;
  /** `openToOwner` gave the owner what it needs to read it: nobody can tell any more whether it was there. */
  readonly isOpened: boolean;
  /** Null: they are not compared, as where who writes at the target is not root and owns all of it. */
  readonly owner: OwnerRule | null;
  /** Of the copy that was sent and of what is there, as `readAttributes` tells them; absent: they are not compared. */
  readonly attributes?: Attributes | undefined;
}

interface Attributes {
  readonly stored: string;
  readonly there: string;
  /** Owners, and so those that an ACL names, went by number. */
  readonly isNumeric: boolean;
}

export interface Compared {
  readonly key: string;
  readonly entry: PlanEntry;
  readonly verdict: 'same' | 'missing' | 'other-content' | 'other-facts';
  /** How it differs, as a sentence. */
  readonly reason: string | null;
  readonly sha256: string | null;
}

/** Holds each entry of a plan against what was read back, in the order of the tree. Hard links are known by their first entry. */
export async function* compareRestored(comparison: Comparison): AsyncGenerator<Compared> {
  const masters = await hashesOfMasters(comparison);
  await using sent = new SortedCursor<HashRecord>(comparison.sent);
  await using found = new SortedCursor<FoundRecord>(comparison.found);
  await using hashes = new SortedCursor<HashRecord>(comparison.hashes);
  await using attributes = new AttributePairs(comparison.attributes);
  for await (const { key, item: entry } of readSorted<PlanEntry>(comparison.plan)) {
    const expected = (await sent.at(key)).item;
    const { item: there, passed } = await found.at(key);
    if (passed[0]) throw new BorgFailure(unknown(passed[0]));
    const sha256 = (await hashes.at(key)).item?.sha256 ?? null;
    if (!there) {
      yield { key, entry, verdict: 'missing', reason: 'it is not there', sha256: null };
      continue;
    }
    const wanted = expected?.sha256 ? new Set([expected.sha256]) : masters.of(entry, expected);
    const content = contentFault(entry, there, { wanted, sha256 });
    const fault = content ?? factsFault(entry, there, comparison) ?? (await attributes.faultAt(key));
    const verdict = content ? 'other-content' : fault ? 'other-facts' : 'same';
    yield { key, entry, verdict, reason: fault, sha256 };
  }
  const { item, passed } = await found.at(LAST_KEY);
  const more = passed[0] ?? item;
  if (more) throw new BorgFailure(unknown(more));
}

/** Behind every key: no path begins with this. */
const LAST_KEY = '\u{10ffff}';

function unknown({ path }: FoundRecord): FailureCause {
  const message = `${path} came to the target and is not in the archive.`;
  return { kind: 'client-violated-protocol', message, path };
}

interface Hashes {
  readonly wanted: ReadonlySet<string> | undefined;
  readonly sha256: string | null;
}

function contentFault(entry: PlanEntry, there: FoundRecord, { wanted, sha256 }: Hashes): string | null {
  if (entry.type !== there.type) return `it is of another kind (${there.type} instead of ${entry.type})`;
  if (entry.type === 'l' && entry.link !== lossyPath(there.link ?? '')) return `it leads to ${there.link}`;
  if (entry.type !== 'f') return null;
  if (sha256 === null) return 'its content could not be read back';
  if (!wanted) return 'its content was not sent';
  return wanted.has(sha256) ? null : 'its content is another';
}

function factsFault(
  entry: PlanEntry,
  there: FoundRecord,
  { precision, looseMode, isOpened, owner }: Comparison,
): string | null {
  if (entry.isBroken) return 'a part of it was lost in the repository; zeros stand there since a repair';
  if (entry.mode === null) return null;
  const foreign = owner && ownerFault(entry, there, owner);
  if (foreign || entry.type === 'l') return foreign;
  const loose = looseMode | (isOpened ? openedBits(entry) & ~entry.mode : 0);
  const [mode, modeThere] = [entry.mode & ~loose, there.mode & ~loose];
  if (mode !== modeThere) return `its mode is ${octal(modeThere)} instead of ${octal(mode)}`;
  if (entry.mtime === null || isSameTime(entry.mtime, there.mtime, precision)) return null;
  return `its time is ${iso(there.mtime)} instead of ${iso(entry.mtime)}`;
}

/** Borg tells microseconds, rounded; whole seconds are cut off. */
export function isSameTime(stored: number, there: number, precision: Comparison['precision']): boolean {
  if (Math.abs(stored - there) <= 1) return true;
  return (
    precision === 'second' &&
    [Math.floor(stored / SECOND), Math.trunc(stored / SECOND)].includes(there / SECOND)
  );
}

const SECOND = 1_000_000;

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');
const iso = (micros: number): string => new Date(Math.floor(micros / 1000)).toISOString();

/** Walks both files of attributes beside the plan. */
class AttributePairs implements AsyncDisposable {
  readonly #attributes: Attributes | undefined;
  readonly #cursors: readonly SortedCursor<AttributeRecord>[];

  constructor(attributes: Attributes | undefined) {
    this.#attributes = attributes;
    const files = attributes ? [attributes.stored, attributes.there] : [];
    this.#cursors = files.map((file) => new SortedCursor<AttributeRecord>(file));
  }

  async faultAt(key: string): Promise<string | null> {
    const [stored, there] = this.#cursors;
    if (!this.#attributes || !stored || !there) return null;
    const [a, b] = [(await stored.at(key)).item, (await there.at(key)).item];
    return attributesFault(a?.attributes, b?.attributes, this.#attributes.isNumeric);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const cursor of this.#cursors) await cursor[Symbol.asyncDispose]();
  }
}

/** What the entries hold whose content others share: by the path that the stream named, else by that in the archive. */
class Masters {
  readonly #named = new Map<string, Set<string>>();
  readonly #stored = new Map<string, Set<string>>();

  want({
    hardLink,
    same,
  }: {
    readonly hardLink?: string | undefined;
    readonly same?: string | undefined;
  }): void {
    if (hardLink !== undefined) this.#stored.set(hardLink, new Set());
    if (same !== undefined) this.#named.set(same, new Set());
  }

  get areWanted(): boolean {
    return this.#named.size + this.#stored.size > 0;
  }

  /** The archive tells a path with `?` for bytes that are no UTF-8: where it is that of several, each of theirs counts. */
  take({ path, sha256 }: HashRecord): void {
    if (sha256 === null) return;
    this.#named.get(path)?.add(sha256);
    this.#stored.get(lossyPath(path))?.add(sha256);
  }

  of({ hardLink }: PlanEntry, sent: HashRecord | null): ReadonlySet<string> | undefined {
    return sent?.same === undefined ? this.#stored.get(hardLink ?? '') : this.#named.get(sent.same);
  }
}

async function hashesOfMasters({ plan, sent }: Comparison): Promise<Masters> {
  const masters = new Masters();
  for await (const { item } of readSorted<PlanEntry>(plan)) if (item.type === 'f') masters.want(item);
  for await (const { item } of readSorted<HashRecord>(sent)) masters.want(item);
  if (!masters.areWanted) return masters;
  for await (const { item } of readSorted<HashRecord>(sent)) masters.take(item);
  return masters;
}
