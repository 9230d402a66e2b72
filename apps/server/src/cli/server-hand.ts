import type { Settings } from '../env.ts';
import { StartError } from '../start-error.ts';
import { findLocalApi, type LocalApi } from './local-api.ts';

/** The API of the running server; what only a server can do is refused without one. */
export async function requireServer({ dataDir }: Settings): Promise<LocalApi> {
  const api = await findLocalApi(dataDir);
  if (api) return api;
  throw new StartError(`No BorgCube server is running on ${dataDir}. Start it with: borgcube serve`);
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** All items of a list, page by page, up to so many. */
export async function readPages<Item>(
  read: (cursor: string | null) => Promise<Page<Item>>,
  max = Number.POSITIVE_INFINITY,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Page<Item> = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null || items.length >= max) return items.slice(0, max);
  }
}
