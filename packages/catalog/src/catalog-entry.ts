/** One entry as Borg lists it; the path as `domain/archive/archive-path` writes it. */
export interface CatalogEntry {
  readonly path: string;
  readonly type: EntryType;
  /** Bytes; null: not known. */
  readonly size: number | null;
  /** Microseconds since 1970; null: not known. */
  readonly mtime: number | null;
  /** As `ls -l` shows it; '' with `user` and `group`: not known. */
  readonly mode: string;
  readonly user: string;
  readonly group: string;
  /** Target of a symbolic link, or the earlier entry that a hard link shares its content with. */
  readonly link: string | null;
}

export type EntryType = 'file' | 'directory' | 'symlink' | 'fifo' | 'device';

/** Stored as the place in this list. */
export const ENTRY_TYPES: readonly EntryType[] = ['file', 'directory', 'symlink', 'fifo', 'device'];
export const DIRECTORY = ENTRY_TYPES.indexOf('directory');
