import type { CatalogEntry } from '@borgcube/domain/catalog/catalog-questions';
import { BitSet } from './bit-set.ts';
import { DIRECTORY, ENTRY_TYPES } from './catalog-entry.ts';
import { OPEN } from './catalog-schema.ts';
import type { Line } from './line-state.ts';
import type { CatalogFile } from './open-catalog.ts';

type Facts = Omit<CatalogEntry, 'path'>;

interface VersionRow {
  readonly first: number;
  readonly last: number;
  readonly type: number;
  readonly size: number | null;
  readonly mtime: number | null;
  readonly owner: number | null;
  readonly link: string | null;
}

/** Holds what is listed against what the line's newest listing had: nothing is written for what stayed as it was. */
export class NodeVersions {
  readonly #line: Line;
  readonly #file: CatalogFile;
  readonly #seen = new BitSet();
  readonly #owners = new Map<string, number>();
  #lastOwner: { readonly facts: Facts; readonly id: number } | null = null;
  readonly #newest;
  readonly #insert;
  readonly #close;
  readonly #drop;
  readonly #markFolder;
  #live: number;

  constructor(file: CatalogFile, line: Line) {
    this.#file = file;
    this.#line = line;
    this.#live = line.live;
    this.#newest = file.prepare<[number, number], VersionRow>(
      'select first, last, type, size, mtime, owner, link from version where node = ? and line = ? order by first desc limit 1',
    );
    this.#insert = file.prepare('insert into version values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#close = file.prepare('update version set last = ? where node = ? and line = ? and first = ?');
    this.#markFolder = file.prepare('update node set is_folder = 1 where id = ?');
    this.#drop = file.prepare('delete from version where node = ? and line = ? and first = ?');
  }

  /** How many paths were listed so far. */
  get listed(): number {
    return this.#seen.count;
  }

  isSeen(node: number): boolean {
    return this.#seen.has(node);
  }

  /** Of a path that is listed twice, the later one counts. */
  note(node: number, facts: Facts, isNewNode: boolean): void {
    this.#seen.add(node);
    const owner = this.#ownerOf(facts);
    const type = ENTRY_TYPES.indexOf(facts.type);
    const newest = isNewNode ? undefined : this.#newest.get(node, this.#line.id);
    if (newest?.last === OPEN) {
      if (isSame(newest, { type, size: facts.size, mtime: facts.mtime, owner, link: facts.link })) return;
      this.#end(node, newest);
    }
    if (type === DIRECTORY && !isNewNode && newest?.type !== DIRECTORY) this.#markFolder.run(node);
    const { id, seq } = this.#line;
    this.#insert.run(node, id, seq, OPEN, type, facts.size, facts.mtime, owner, facts.link);
    this.#live += 1;
  }

  /** Ends what the line had and this listing has not; answers what is live now. */
  finish(): number {
    if (this.#live > this.#seen.count) {
      const open = this.#file.prepare<[number, number], { node: number; first: number; last: number }>(
        'select node, first, last from version where line = ? and last = ?',
      );
      const gone: { node: number; first: number; last: number }[] = [];
      for (const version of open.iterate(this.#line.id, OPEN)) {
        if (!this.#seen.has(version.node)) gone.push(version);
      }
      for (const version of gone) this.#end(version.node, version);
    }
    return this.#live;
  }

  #end(node: number, version: { readonly first: number; readonly last: number }): void {
    const { id, seq } = this.#line;
    if (version.first === seq) this.#drop.run(node, id, version.first);
    else this.#close.run(seq - 1, node, id, version.first);
    this.#live -= 1;
  }

  /** Mostly it is the one of the entry before. */
  #ownerOf(facts: Facts): number | null {
    const last = this.#lastOwner;
    if (
      last &&
      last.facts.mode === facts.mode &&
      last.facts.user === facts.user &&
      last.facts.group === facts.group
    )
      return last.id;
    if (facts.mode === '') return null;
    const id = this.#idOf(facts);
    this.#lastOwner = { facts, id };
    return id;
  }

  #idOf({ mode, user, group }: Facts): number {
    const key = `${mode}\0${user}\0${group}`;
    const known = this.#owners.get(key);
    if (known !== undefined) return known;
    const row = this.#file
      .prepare<[string, string, string], { id: number }>(
        'insert into owner (mode, user, "group") values (?, ?, ?) on conflict do update set mode = mode returning id',
      )
      .get(mode, user, group);
    const id = row?.id ?? 0;
    this.#owners.set(key, id);
    return id;
  }
}

function isSame(row: VersionRow, facts: Omit<VersionRow, 'first' | 'last'>): boolean {
  return (
    row.type === facts.type &&
    row.size === facts.size &&
    row.mtime === facts.mtime &&
    row.owner === facts.owner &&
    row.link === facts.link
  );
}
