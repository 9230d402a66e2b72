import { NameFilter } from './name-filter.ts';
import { type CatalogFile, findCatalog, openCatalog } from './open-catalog.ts';

export interface OpenFile {
  readonly file: CatalogFile;
  readonly filter: NameFilter;
}

const FILES_OPEN_MAX = 16;

/** The catalogs that were asked for a moment ago stay open. */
export class OpenFiles {
  readonly #open = new Map<string, OpenFile>();

  /** To read; null: there is no catalog yet. */
  at(path: string): OpenFile | null {
    const known = this.#open.get(path);
    if (known) return known;
    const file = findCatalog(path);
    return file && this.#keep(path, file);
  }

  /** To write; makes it where there is none. */
  open(path: string): OpenFile {
    return this.#open.get(path) ?? this.#keep(path, openCatalog(path));
  }

  #keep(path: string, file: CatalogFile): OpenFile {
    const [oldest] = this.#open.keys();
    if (oldest !== undefined && this.#open.size >= FILES_OPEN_MAX) {
      this.#open.get(oldest)?.file.close();
      this.#open.delete(oldest);
    }
    const opened = { file, filter: new NameFilter(file) };
    this.#open.set(path, opened);
    return opened;
  }
}
