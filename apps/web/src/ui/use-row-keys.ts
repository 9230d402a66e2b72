import { useRef } from 'react';
import { useKey } from '../keys/use-key.ts';

export interface Selection {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** Rows that are selected with something else, which alone can take them out. */
  fixed?: ReadonlySet<string>;
  /** Rows of which only a part is selected. */
  partly?: ReadonlySet<string>;
  /** It outlives the list, so `Escape` does not clear it, and phones can select too. */
  isKept?: boolean;
}

/** `j` and `k` move among the row links, `x` selects the row one stands on, `Escape` clears. */
export function useRowKeys(selection: Selection | undefined) {
  const container = useRef<HTMLDivElement>(null);
  const move = (step: 1 | -1) => {
    const links = [...(container.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
  };
  useKey('j', 'Next row', () => move(1));
  useKey('k', 'Previous row', () => move(-1));
  useKey(selection ? 'x' : null, 'Select row', () => {
    const key = document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset.key;
    if (key !== undefined && selection && !selection.fixed?.has(key))
      selection.onChange(toggled(selection.selected, key));
  });
  const clears = selection && !selection.isKept && selection.selected.size > 0;
  useKey(clears ? 'Escape' : null, 'Clear selection', () => selection?.onChange(new Set()));
  return container;
}

export function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}
