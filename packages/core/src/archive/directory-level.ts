import type { ArchiveEntry } from '@borgcube/domain/archive/archive';

/** The entries of one folder of an archive: folders first, then by name. */
export interface DirectoryLevel {
  /** Sorted. When the folder is larger than can be kept, only the first ones behind `after`. */
  readonly entries: readonly ArchiveEntry[];
  readonly isWhole: boolean;
  /** What stands at the path itself: 'folder' also where only something below it was backed up. */
  readonly found: 'folder' | 'file' | 'nothing';
}

export interface LevelWindow {
  readonly path: string;
  /** Sort key of the last entry that is not wanted again; null: from the start. */
  readonly after: string | null;
  readonly limit: number;
  /** A folder with more entries is not kept whole. */
  readonly wholeMax: number;
}

/** Picks a folder's own entries out of everything below it, in bounded memory, making up folders that have no entry. */
export async function readLevel(
  entries: AsyncIterable<ArchiveEntry>,
  { path, after, limit, wholeMax }: LevelWindow,
): Promise<DirectoryLevel> {
  const prefix = path === '' ? '' : `${path}/`;
  let children = new Map<string, ArchiveEntry>();
  let found: DirectoryLevel['found'] = path === '' ? 'folder' : 'nothing';
  let isWhole = true;
  for await (const entry of entries) {
    if (entry.path === path) {
      found = entry.type === 'directory' ? 'folder' : 'file';
      continue;
    }
    if (!entry.path.startsWith(prefix)) continue;
    found = 'folder';
    const name = entry.path.slice(prefix.length).split('/', 1)[0] ?? '';
    const isOwn = entry.path.length === prefix.length + name.length;
    if (isOwn) children.set(name, entry);
    else if (!children.has(name)) children.set(name, impliedFolder(prefix + name, name));
    if (children.size <= wholeMax) continue;
    isWhole = false;
    children = firstOf(children, after, limit);
  }
  const kept = isWhole ? [...children.values()] : [...firstOf(children, after, limit).values()];
  return { entries: withLinkSizes(kept).sort(byKey), isWhole, found };
}

/** A hard link has no size of its own; that of the entry which holds its content is known where both lie in one folder. */
function withLinkSizes(entries: readonly ArchiveEntry[]): ArchiveEntry[] {
  const sizes = new Map(entries.map(({ path, size }) => [path, size]));
  return entries.map((entry) =>
    entry.hardLink === undefined ? entry : { ...entry, size: sizes.get(entry.hardLink) ?? null },
  );
}

/** Folders sort before everything else. */
export function levelKey({ type, name }: ArchiveEntry): string {
  return `${type === 'directory' ? '0' : '1'}${name}`;
}

export function firstAfter(
  entries: readonly ArchiveEntry[],
  after: string | null,
  limit: number,
): readonly ArchiveEntry[] {
  const from = after === null ? 0 : entries.findIndex((entry) => levelKey(entry) > after);
  return from < 0 ? [] : entries.slice(from, from + limit);
}

function firstOf(children: ReadonlyMap<string, ArchiveEntry>, after: string | null, limit: number) {
  const sorted = [...children.values()].sort(byKey);
  return new Map(firstAfter(sorted, after, limit).map((entry) => [entry.name, entry]));
}

function byKey(one: ArchiveEntry, other: ArchiveEntry): number {
  return levelKey(one) < levelKey(other) ? -1 : 1;
}

/** Borg keeps no entry for the folders above what it was told to back up. */
function impliedFolder(path: string, name: string): ArchiveEntry {
  return { path, name, type: 'directory', size: null, mtime: null, mode: null, user: null, group: null };
}
