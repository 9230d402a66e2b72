import type { CatalogEntry } from '@borgcube/domain/catalog/catalog-questions';

type Facts = Partial<Omit<CatalogEntry, 'path'>>;

/** A plain file of one byte, but for what is said of it. */
export function fileEntry(path: string, facts: Facts = {}): CatalogEntry {
  return {
    path,
    type: 'file',
    size: 1,
    mtime: 1,
    mode: '-rw-r--r--',
    user: 'root',
    group: 'root',
    link: null,
    ...facts,
  };
}

export function folderEntry(path: string, facts: Facts = {}): CatalogEntry {
  return fileEntry(path, { type: 'directory', size: 0, mode: 'drwxr-xr-x', ...facts });
}
