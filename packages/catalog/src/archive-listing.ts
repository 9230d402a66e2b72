import type { CatalogArchive, CatalogEntry } from '@borgcube/domain/catalog/catalog-questions';

import { FolderTotals } from './folder-totals.ts';
import { beginListing, type Line } from './line-state.ts';
import { NameWriter } from './name-writer.ts';
import { NodeVersions } from './node-versions.ts';
import type { CatalogFile } from './open-catalog.ts';

interface OpenFolder {
  readonly path: string;
  readonly node: number;
  readonly isNew: boolean;
  size: number;
  files: number;
}

/** So many entries are written at once: what is not committed yet lies in memory. */
const BATCH = 20_000;
const IMPLIED = {
  type: 'directory',
  size: null,
  mtime: null,
  mode: '',
  user: '',
  group: '',
  link: null,
} as const;

/**
 * Takes in one archive as Borg lists it. Until `finish` the archive is not in the catalog, and what was read of it does
 * no harm: the next listing of the line is held against it.
 */
export class ArchiveListing {
  readonly #file: CatalogFile;
  readonly #archive: CatalogArchive;
  readonly #line: Line;
  readonly #versions: NodeVersions;
  readonly #totals: FolderTotals;
  readonly #names: NameWriter;
  readonly #find;
  readonly #insert;
  readonly #open: OpenFolder[];
  #uncommitted = 0;

  constructor(file: CatalogFile, archive: CatalogArchive) {
    this.#file = file;
    this.#archive = archive;
    this.#line = beginListing(file, archive);
    this.#versions = new NodeVersions(file, this.#line);
    this.#totals = new FolderTotals(file, this.#line);
    this.#names = new NameWriter(file, this.#line.tree);
    this.#find = file.prepare<[number, string], { id: number }>(
      'select id from node where parent = ? and name = ?',
    );
    this.#insert = file.prepare('insert or ignore into node (parent, name, is_folder) values (?, ?, ?)');
    this.#open = [{ path: '', node: this.#line.root, isNew: this.#line.seq === 1, size: 0, files: 0 }];
    file.exec('begin immediate');
  }

  get listed(): number {
    return this.#versions.listed;
  }

  add(entry: CatalogEntry): void {
    const path = plainPath(entry.path);
    if (path === '') return;
    const cut = path.lastIndexOf('/');
    const parent = this.#enter(cut < 0 ? '' : path.slice(0, cut));
    if (entry.type === 'directory') {
      this.#push(path, parent, entry);
    } else {
      const { id, isNew } = this.#nodeOf(parent, path.slice(cut + 1), 0);
      if (!this.#versions.isSeen(id)) {
        parent.files += 1;
        parent.size += entry.size ?? 0;
      }
      this.#versions.note(id, entry, isNew);
    }
    this.#uncommitted += 1;
    if (this.#uncommitted >= BATCH) this.#commit();
  }

  /** Makes the archive readable. */
  finish(): void {
    while (this.#open.length > 0) this.#leave();
    const live = this.#versions.finish();
    this.#names.flush();
    const { id, timestamp } = this.#archive;
    this.#file.prepare('update line set live = ? where id = ?').run(live, this.#line.id);
    this.#file.prepare('delete from archive where id = ?').run(id);
    this.#file
      .prepare('insert into archive values (?, ?, ?, ?, ?)')
      .run(id, this.#line.id, this.#line.seq, timestamp, this.listed);
    this.#file.exec('commit');
  }

  /** Gives up: what was written so far stays, unseen. */
  abort(): void {
    this.#names.flush();
    this.#file.exec('commit');
  }

  #commit(): void {
    this.#names.flush();
    this.#uncommitted = 0;
    this.#file.exec('commit; begin immediate');
  }

  /** The open folder of that path; those that the listing has left are closed, those on the way opened. */
  #enter(path: string): OpenFolder {
    for (;;) {
      const top = this.#open.at(-1);
      if (!top) throw new Error('the root of an open listing is open');
      if (top.path === path) return top;
      const inside = top.path === '' ? path : path.startsWith(`${top.path}/`) ? path : '';
      if (inside === '') {
        this.#leave();
        continue;
      }
      const end = path.indexOf('/', top.path === '' ? 0 : top.path.length + 1);
      this.#push(end < 0 ? path : path.slice(0, end), top, IMPLIED);
    }
  }

  #push(path: string, parent: OpenFolder, facts: Omit<CatalogEntry, 'path'>): void {
    const name = path.slice(parent.path === '' ? 0 : parent.path.length + 1);
    const { id, isNew } = this.#nodeOf(parent, name, 1);
    // A folder that is only passed through keeps what its own entry said.
    if (facts !== IMPLIED || !this.#versions.isSeen(id)) this.#versions.note(id, facts, isNew);
    this.#open.push({ path, node: id, isNew, size: 0, files: 0 });
  }

  #leave(): void {
    const left = this.#open.pop();
    if (!left) return;
    this.#totals.leave(left.node, left, left.isNew);
    const parent = this.#open.at(-1);
    if (!parent) return;
    parent.size += left.size;
    parent.files += left.files;
  }

  #nodeOf(
    parent: OpenFolder,
    name: string,
    isFolder: 0 | 1,
  ): { readonly id: number; readonly isNew: boolean } {
    const known = parent.isNew ? undefined : this.#find.get(parent.node, name);
    if (known) return { id: known.id, isNew: false };
    const { changes, lastInsertRowid } = this.#insert.run(parent.node, name, isFolder);
    if (changes === 0) return { id: this.#find.get(parent.node, name)?.id ?? 0, isNew: false };
    const id = Number(lastInsertRowid);
    this.#names.add(id, name);
    return { id, isNew: true };
  }
}

/** Without empty steps: Borg writes none, but an archive may come from elsewhere. */
function plainPath(path: string): string {
  if (!path.startsWith('/') && !path.endsWith('/') && !path.includes('//')) return path;
  return path
    .split('/')
    .filter((step) => step !== '')
    .join('/');
}
