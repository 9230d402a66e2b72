import { hash } from 'node:crypto';

/** `again`: the zip has it already; `in-the-way`: a file is there where a folder is needed, or a folder where a file is. */
export type ZipVerdict = 'free' | 'again' | 'in-the-way';

/**
 * Which names a zip has, so that none comes twice and nothing comes below a file or a link. Of each name only its hash
 * is kept, in some 60 bytes.
 */
export class ZipPlaces {
  /** All that have something below them, and those that are entries. */
  readonly #folders = new Set<string>();
  readonly #folderEntries = new Set<string>();
  readonly #others = new Set<string>();
  #parent = { name: '', isOpen: true };

  /** Takes the name (without a slash at the end) if it is free. */
  take(name: string, isFolder: boolean): ZipVerdict {
    if (!this.#openParent(name.slice(0, Math.max(0, name.lastIndexOf('/'))))) return 'in-the-way';
    const key = keyOf(name);
    if ((isFolder ? this.#others : this.#folders).has(key)) return 'in-the-way';
    const entries = isFolder ? this.#folderEntries : this.#others;
    if (entries.has(key)) return 'again';
    entries.add(key);
    if (isFolder) this.#folders.add(key);
    return 'free';
  }

  /** Whether it and those above it are folders, or nothing yet. Entries of one folder mostly come one after the other. */
  #openParent(name: string): boolean {
    if (name === this.#parent.name) return this.#parent.isOpen;
    let isOpen = true;
    for (let end = name.length; end > 0; end = name.lastIndexOf('/', end - 1)) {
      const key = keyOf(name.slice(0, end));
      if (this.#others.has(key)) isOpen = false;
      else this.#folders.add(key);
    }
    this.#parent = { name, isOpen };
    return isOpen;
  }
}

const keyOf = (name: string): string => hash('sha1', name, 'binary');
