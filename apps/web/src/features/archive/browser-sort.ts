export type SortKey = 'name' | 'size' | 'mtime';

export interface BrowserSort {
  sort: SortKey;
  descending: boolean;
}

const KEYS: readonly SortKey[] = ['name', 'size', 'mtime'];
const BY_NAME: BrowserSort = { sort: 'name', descending: false };

/** `size`, or `-size` for largest first; anything else is by name. */
export function readSort(text: string | undefined): BrowserSort {
  const descending = text?.startsWith('-') ?? false;
  const sort = KEYS.find((key) => key === text?.replace(/^-/, ''));
  return sort ? { sort, descending } : BY_NAME;
}

/** What pressing a column's head asks for: names from A on, sizes and times from the largest and newest; again turns it round. */
export function nextSort(now: BrowserSort, key: SortKey): string | undefined {
  const descending = now.sort === key ? !now.descending : key !== 'name';
  if (key === 'name' && !descending) return undefined;
  return descending ? `-${key}` : key;
}

export const SORT_WORDS: Record<SortKey, string> = { name: 'name', size: 'size', mtime: 'time' };
