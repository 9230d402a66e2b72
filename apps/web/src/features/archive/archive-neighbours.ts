import type { Archive } from '@borgcube/domain/archive/archive';

export interface Neighbours<Item> {
  previous: Item | null;
  next: Item | null;
}

/** The archives right before and after one among those of its client; the list may come in any order. */
export function neighboursOf<Item extends Pick<Archive, 'id' | 'timestamp'>>(
  archives: readonly Item[],
  id: string,
): Neighbours<Item> {
  const sorted = [...archives].sort(
    (one, other) => one.timestamp.localeCompare(other.timestamp) || one.id.localeCompare(other.id),
  );
  const at = sorted.findIndex((archive) => archive.id === id);
  if (at < 0) return { previous: null, next: null };
  return { previous: sorted[at - 1] ?? null, next: sorted[at + 1] ?? null };
}
