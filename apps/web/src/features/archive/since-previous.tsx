import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import { signedSize } from './size-delta.tsx';

/** What became of an entry since the archive that it is held against: `new`, `+612 MiB`, `changed`; null: nothing. */
export function sinceWords(entry: Pick<ArchiveEntry, 'size' | 'isChanged' | 'sizeBefore'>): string | null {
  if (!entry.isChanged) return null;
  if (entry.sizeBefore === null && entry.size !== null) return 'new';
  const delta = (entry.size ?? 0) - (entry.sizeBefore ?? 0);
  return delta === 0 ? 'changed' : signedSize(delta);
}

export function SincePrevious(props: { entry: ArchiveEntry }) {
  const words = sinceWords(props.entry);
  return <span className={words === null ? 'ink3' : 'ink2'}>{words ?? '·'}</span>;
}
