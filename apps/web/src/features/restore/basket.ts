import type { ArchiveEntryKind } from '@borgcube/domain/archive/archive';
import { counted } from '../../ui/format/count.ts';

/** Which archive something was taken from. */
export interface BasketArchive {
  readonly id: string;
  readonly name: string;
  readonly timestamp: string;
  readonly clientId: string | null;
  readonly repositoryId: string;
}

export interface BasketItem {
  readonly archiveId: string;
  readonly path: string;
  /** Null: it came from a job, which names paths alone. */
  readonly type: ArchiveEntryKind | null;
  /** Of a folder what lies in it, however deep; null where the listing does not know. */
  readonly size: number | null;
  /** Of a folder how many files lie in it. */
  readonly files: number | null;
}

/** What a person collects over folders and archives of one client, to restore or download it together. */
export interface Basket {
  readonly id: string;
  readonly archives: readonly BasketArchive[];
  readonly items: readonly BasketItem[];
}

export type Taken = Pick<BasketItem, 'path' | 'type' | 'size'> & {
  readonly files?: number | null | undefined;
};

/** Whether a basket takes what lies in an archive: it holds things of one client. */
export function fits(basket: Basket, archive: BasketArchive): boolean {
  const [first] = basket.archives;
  if (first === undefined) return true;
  if (first.clientId === null || archive.clientId === null) return first.id === archive.id;
  return first.clientId === archive.clientId;
}

/** What is added to a folder that lies in the basket is there already; a folder takes the place of what it holds. */
export function withAdded(basket: Basket, archive: BasketArchive, taken: readonly Taken[]): Basket {
  const items = [...basket.items];
  for (const { path, type, size, files } of taken) {
    // A folder that is not in the catalog has no size of its own.
    const known = type !== 'directory' || typeof files === 'number';
    const item = { archiveId: archive.id, path, type, size: known ? size : null, files: files ?? null };
    if (items.some((other) => other.archiveId === archive.id && holds(other.path, path))) continue;
    const left = items.filter((other) => other.archiveId !== archive.id || !holds(path, other.path));
    items.splice(0, items.length, ...left, item);
  }
  return tidy({ ...basket, archives: [...basket.archives, archive], items });
}

export function withRemoved(basket: Basket, archiveId: string, paths: readonly string[]): Basket {
  const gone = new Set(paths);
  const items = basket.items.filter((item) => item.archiveId !== archiveId || !gone.has(item.path));
  return tidy({ ...basket, items });
}

/** Each archive once, oldest first, and none that nothing is taken from. */
function tidy(basket: Basket): Basket {
  const used = new Set(basket.items.map((item) => item.archiveId));
  const archives = new Map(basket.archives.map((archive) => [archive.id, archive]));
  return {
    ...basket,
    archives: [...archives.values()]
      .filter((archive) => used.has(archive.id))
      .sort((one, other) => one.timestamp.localeCompare(other.timestamp)),
  };
}

/** Whether a path is a folder's own or lies below it. */
export function holds(folder: string, path: string): boolean {
  return path === folder || folder === '' || path.startsWith(`${folder}/`);
}

/** `in`: as itself; a path: the folder that it lies in with; `partly`: something below it; null: not at all. */
export type Standing = { kind: 'in' } | { kind: 'with'; folder: string } | { kind: 'partly' } | null;

export function standingOf(basket: Basket, archiveId: string, path: string): Standing {
  const items = basket.items.filter((item) => item.archiveId === archiveId);
  if (items.some((item) => item.path === path)) return { kind: 'in' };
  const folder = items.find((item) => holds(item.path, path));
  if (folder) return { kind: 'with', folder: folder.path };
  return items.some((item) => holds(path, item.path)) ? { kind: 'partly' } : null;
}

/** `1 folder, 2 files`. */
export function contentWords(items: readonly Pick<BasketItem, 'type'>[]): string {
  const folders = items.filter(({ type }) => type === 'directory').length;
  const files = items.filter(({ type }) => type === 'file').length;
  const unknown = items.filter(({ type }) => type === null).length;
  const others = items.length - folders - files - unknown;
  return [
    ...(folders > 0 ? [counted(folders, 'folder')] : []),
    ...(files > 0 ? [counted(files, 'file')] : []),
    ...(unknown > 0 ? [counted(unknown, 'path')] : []),
    ...(others > 0 ? [counted(others, 'other entry', 'other entries')] : []),
  ].join(', ');
}

/** Bytes of everything; null where one folder's are not known. */
export function sizeOf(items: readonly Pick<BasketItem, 'type' | 'size'>[]): number | null {
  let sum = 0;
  for (const { type, size } of items) {
    if (size === null && (type === null || type === 'directory' || type === 'file')) return null;
    sum += size ?? 0;
  }
  return sum;
}

/** How many files that are; null where one folder's are not known. */
export function fileCountOf(items: readonly Pick<BasketItem, 'type' | 'files'>[]): number | null {
  let sum = 0;
  for (const { type, files } of items) {
    if (type === null || (type === 'directory' && files === null)) return null;
    sum += type === 'directory' ? (files ?? 0) : 1;
  }
  return sum;
}

/** What is taken from each archive, in the order of the archives. */
export function perArchive(basket: Basket): { archive: BasketArchive; items: readonly BasketItem[] }[] {
  return basket.archives.map((archive) => ({
    archive,
    items: basket.items.filter((item) => item.archiveId === archive.id),
  }));
}
