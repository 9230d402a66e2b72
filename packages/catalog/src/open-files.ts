import { existsSync } from 'node:fs';
import { NameFilter } from './name-filter.ts';
import { type CatalogFile, openCatalog } from './open-catalog.ts';

export interface OpenFile {
  readonly file: CatalogFile;
  readonly filter: NameFilter;
}

const FILES_OPEN_MAX = 16;

/** The catalogs that were asked for a moment ago stay open. */
export class OpenFiles {
  readonly #open = new Map<string, OpenFile>();

  /** Null: there is no catalog yet. */
  at(path: string): OpenFile | null {
    return this.#open.has(path) || existsSync(path) ? this.open(path) : null;
  }

  /** Makes it where there is none. */
  open(path: string): OpenFile {
    const known = this.#open.get(path);
    if (known) return known;
    const [oldest] = this.#open.keys();
    if (oldest !== undefined && this.#open.size >= FILES_OPEN_MAX) {
      this.#open.get(oldest)?.file.close();
      this.#open.delete(oldest);
    }
    const file = openCatalog(path);
    const opened = { file, filter: new NameFilter(file) };
    this.#open.set(path, opened);
    return opened;
  }
}
