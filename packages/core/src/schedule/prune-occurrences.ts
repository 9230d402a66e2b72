import { deleteOccurrencesBefore } from '@borgcube/db/occurrence-store';
import type { CoreContext } from '../core-context.ts';

/** As long as the jobs that they made. */
const KEPT_MS = 90 * 86_400_000;
const AT_ONCE = 1000;

export async function pruneOccurrences(ctx: Pick<CoreContext, 'db' | 'clock'>): Promise<void> {
  await deleteOccurrencesBefore(ctx.db, new Date(ctx.clock().getTime() - KEPT_MS), AT_ONCE);
}
