import type { BasketItem } from './basket.ts';

export type PackFormat = 'raw' | 'tar.zst' | 'tar' | 'zip';

/** Browsers and servers between take no longer address. */
const ADDRESS_MOST = 8000;

/** Where a download is asked for, by a form whose field `asked` says what; the server takes no more paths at once. */
export interface SelectionForm {
  action: string;
  asked: string;
}

const PATHS_MOST = 1000;
/** The server takes 1 MiB; in a form each byte may become three. */
const FORM_MOST = 300_000;

/** The server's address of a selection; a form where it would be too long for one, null where it is for that too. */
export function selectionDownload(
  archiveId: string,
  paths: readonly string[],
  format: PackFormat,
): string | SelectionForm | null {
  const action = `/archives/${encodeURIComponent(archiveId)}/download`;
  const query = new URLSearchParams([...paths.map((path) => ['path', path]), ['format', format]]);
  const url = `${action}?${query}`;
  if (url.length <= ADDRESS_MOST) return url;
  const asked = JSON.stringify({ path: paths, format });
  return paths.length > PATHS_MOST || asked.length > FORM_MOST ? null : { action, asked };
}

/** What can be chosen: a single file can also be had as it is. */
export function formatsFor(items: readonly Pick<BasketItem, 'type'>[]): readonly PackFormat[] {
  const [first, ...others] = items;
  return first?.type === 'file' && others.length === 0 ? ['raw', ...PACKED] : PACKED;
}

const PACKED: readonly PackFormat[] = ['tar.zst', 'tar', 'zip'];
