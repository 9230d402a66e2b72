import { findEarliestDue } from '@borgcube/db/due-schedule-store';
import type { CoreContext } from '../core-context.ts';

/** When something is due next, in milliseconds since 1970; null: nothing is. */
export async function nextDue(ctx: Pick<CoreContext, 'db'>): Promise<number | null> {
  const at = await findEarliestDue(ctx.db);
  return at?.getTime() ?? null;
}
