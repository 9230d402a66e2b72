import { storeFigures } from '@borgcube/db/repository-store';
import type { CoreContext } from '../core-context.ts';
import type { SettlingWrite } from '../job/settling.ts';

/** When a repository was last compacted or synced, and what was free then (bytes; null: not known). */
export function recordMaintenance(
  ctx: Pick<CoreContext, 'clock'>,
  repositoryId: string,
  { act, free }: { readonly act: 'lastCompact' | 'lastSync'; readonly free: number | null },
): SettlingWrite {
  const figures = { [act]: ctx.clock(), ...(free === null ? {} : { freeSpace: free }) };
  return (tx) => storeFigures(tx, repositoryId, figures);
}
