import type { Archive, ArchiveEntry } from '@borgcube/domain/archive/archive';
import type { Selection } from '../../ui/use-row-keys.ts';
import { type Basket, standingOf } from './basket.ts';
import { putIntoBasket, takeFromBasket, useBasket } from './basket-store.ts';

/** The rows of a folder that lie in the basket; selecting one puts it in. */
export function useBasketSelection(archive: Archive, entries: readonly ArchiveEntry[]): Selection {
  const basket = useBasket();
  const standing = standings(basket, archive.id, entries);
  return {
    ...standing,
    isKept: true,
    onChange: (selected) => {
      const added = entries.filter(({ path }) => selected.has(path) && !standing.selected.has(path));
      const removed = [...standing.selected].filter((path) => !selected.has(path));
      if (removed.length > 0) takeFromBasket(archive.id, removed);
      if (added.length > 0) putIntoBasket(archive, added);
    },
  };
}

function standings(basket: Basket | null, archiveId: string, entries: readonly ArchiveEntry[]) {
  const sets = { selected: new Set<string>(), fixed: new Set<string>(), partly: new Set<string>() };
  if (basket === null) return sets;
  for (const { path } of entries) {
    const kind = standingOf(basket, archiveId, path)?.kind;
    if (kind === 'in') sets.selected.add(path);
    else if (kind === 'with') sets.fixed.add(path);
    else if (kind === 'partly') sets.partly.add(path);
  }
  return sets;
}
