import type { PlanEntry } from '@borgcube/borg/restore/plan-entry';
import { readFacts } from '@borgcube/core/proof/load-drill';
import type { CatalogFacts } from '@borgcube/domain/catalog/catalog-questions';
import { count } from './count-words.ts';
import type { Drill } from './drill.ts';

const AT_ONCE = 500;
const NAMED_MAX = 5;
const TYPES: Readonly<Record<PlanEntry['type'], CatalogFacts['type']>> = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
  p: 'fifo',
  c: 'device',
  b: 'device',
};

/** Holds what the catalog shows against what the archive says. It is a cache: where it errs nothing is lost. */
export class CatalogComparison {
  readonly #drill: Drill;
  readonly #wrong: string[] = [];
  #batch: PlanEntry[] = [];
  #compared = 0;
  #isListed = true;

  constructor(drill: Drill) {
    this.#drill = drill;
  }

  async add(entry: PlanEntry): Promise<void> {
    // A folder that is only on the way is not in the archive.
    if (!this.#isListed || entry.mode === null) return;
    this.#batch.push(entry);
    if (this.#batch.length === AT_ONCE) await this.#flush();
  }

  /** What it has to say, in sentences. */
  async end(): Promise<string[]> {
    await this.#flush();
    if (!this.#isListed) return [];
    this.#drill.context.log('info', `The catalog was held against ${count(this.#compared, 'path')}.`);
    if (this.#wrong.length === 0) return [];
    const named = this.#wrong.slice(0, NAMED_MAX).join(', ');
    return [`The catalog shows ${count(this.#wrong.length, 'path')} otherwise; build it anew: ${named}`];
  }

  async #flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0) return;
    const { parts, subject } = this.#drill;
    const paths = batch.map(({ path }) => path);
    const facts = await readFacts(parts.core(), subject, paths);
    if (!facts) {
      this.#isListed = false;
      return;
    }
    this.#compared += batch.length;
    for (const [at, entry] of batch.entries())
      if (!isSame(entry, facts[at] ?? null)) this.#wrong.push(entry.path);
  }
}

function isSame({ type, size, mtime, hardLink }: PlanEntry, facts: CatalogFacts | null): boolean {
  if (facts?.type !== TYPES[type]) return false;
  if (type !== 'f') return true;
  // The content of a hard link is counted once, at the entry that it lies with.
  return facts.mtime === mtime && (hardLink !== undefined || facts.size === size);
}
