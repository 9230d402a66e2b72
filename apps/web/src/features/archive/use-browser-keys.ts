import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useEffect } from 'react';
import { useKey } from '../../keys/use-key.ts';
import { parentPath } from './archive-path.ts';
import { browserPlace, useSortText } from './browser-link.tsx';

/** Stands for the first entry, whichever that is. */
const FIRST = '';

/** `←` to the folder above, `→` into the one that has the focus, `Space` shows what is known of it; the focus follows. */
export function useBrowserKeys(at: {
  archiveId: string;
  path: string;
  file: string | null;
  entries: readonly ArchiveEntry[];
  landing: RefObject<string | null>;
  onShow: (name: string | null) => void;
}): void {
  const { archiveId, path, file, entries, landing } = at;
  const navigate = useNavigate();
  const sort = useSortText();
  const goTo = (target: string, focus: string) => {
    landing.current = focus;
    void navigate(browserPlace({ archiveId, path: target }, sort));
  };
  const focused = () => {
    const key = document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset.key;
    return entries.find((entry) => entry.path === key);
  };
  useKey(path === '' ? null : 'ArrowLeft', 'Folder above', () => goTo(parentPath(path), path));
  useKey('ArrowRight', 'Into the folder', () => {
    const entry = focused();
    if (entry?.type === 'directory') goTo(entry.path, FIRST);
  });
  useKey('Space', 'Details of the entry', () => {
    const entry = focused();
    if (entry) at.onShow(entry.name === file ? null : entry.name);
  });
  useKey(file === null ? null : 'Escape', 'Close the details', () => at.onShow(null));
  const isThere = entries.length > 0;
  useEffect(() => {
    if (!isThere || landing.current === null) return;
    const rows = [...document.querySelectorAll<HTMLElement>('#main [data-key]')];
    const wanted = rows.find((row) => row.dataset.key === landing.current) ?? rows[0];
    wanted?.querySelector<HTMLElement>('[data-row-link]')?.focus();
    landing.current = null;
  }, [isThere, landing]);
}
