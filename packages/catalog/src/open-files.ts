import { statSync } from 'node:fs';
import { NameFilter } from './name-filter.ts';
import { type CatalogFile, findCatalog, markBroken, openCatalog } from './open-catalog.ts';

export interface OpenFile {
  readonly file: CatalogFile;
  readonly filter: NameFilter;
  readonly inode: number | null;
}

const FILES_OPEN_MAX = 16;

/** The catalogs that were asked for a moment ago stay open. */
export class OpenFiles {
  readonly #open = new Map<string, OpenFile>();

  /** To read; null: there is no catalog yet. One that was thrown away is left, and the one in its place opened. */
  at(path: string): OpenFile | null {
    const known = this.#open.get(path);
    if (known && known.inode === inodeOf(path)) return known;
    this.#close(path);
    const file = findCatalog(path);
    return file && this.#keep(path, file);
  }

  /** To write; makes it where there is none. */
  open(path: string): OpenFile {
    return this.#open.get(path) ?? this.#keep(path, openCatalog(path));
  }

  /** It turned out to be broken. */
  giveUp(path: string): void {
    this.#close(path);
    markBroken(path);
  }

  #keep(path: string, file: CatalogFile): OpenFile {
    const [oldest] = this.#open.keys();
    if (oldest !== undefined && this.#open.size >= FILES_OPEN_MAX) this.#close(oldest);
    const opened = { file, filter: new NameFilter(file), inode: inodeOf(path) };
    this.#open.set(path, opened);
    return opened;
  }

  #close(path: string): void {
    this.#open.get(path)?.file.close();
    this.#open.delete(path);
  }
}

/** As long as a file is open no other one gets its number. */
const inodeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.ino ?? null;
