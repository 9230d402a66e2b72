import type { BasketItem } from './basket.ts';

export type PackFormat = 'raw' | 'tar.zst' | 'tar' | 'zip';

/** Browsers and servers between take no longer address. */
const ADDRESS_MOST = 8000;

/** The server's address of a selection; null where it would be too long for one. */
export function selectionUrl(archiveId: string, paths: readonly string[], format: PackFormat): string | null {
  const query = new URLSearchParams([...paths.map((path) => ['path', path]), ['format', format]]);
  const url = `/archives/${encodeURIComponent(archiveId)}/download?${query}`;
  return url.length > ADDRESS_MOST ? null : url;
}

/** What can be chosen: a single file can also be had as it is. */
export function formatsFor(items: readonly Pick<BasketItem, 'type'>[]): readonly PackFormat[] {
  const [first, ...others] = items;
  return first?.type === 'file' && others.length === 0 ? ['raw', ...PACKED] : PACKED;
}

const PACKED: readonly PackFormat[] = ['tar.zst', 'tar', 'zip'];
