import { listGoneStale, nextStaleAt, type StalePosition } from '@borgcube/db/client-age-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { CoreContext } from '../core-context.ts';
import { assessClientIn } from './assess-client.ts';
import { assessScheduler } from './assess-scheduler.ts';

const PAGE = 200;
/** Behind every id. */
const LAST_ID = '~';

interface Sweep {
  readonly lastSweep: Date | null;
  /** False right after a start: the worker may be on its way up too. */
  readonly mayTellOfScheduler: boolean;
}

/**
 * Looks at what time alone brings about: clients that went stale since the last sweep (null: ever), and a scheduler that
 * stopped. Any number of nodes may do it at once. Answers when the next client goes stale, should nothing happen.
 */
export async function sweepAlerts(
  ctx: Pick<CoreContext, 'db' | 'clock' | 'bus'>,
  { lastSweep, mayTellOfScheduler }: Sweep,
): Promise<Date | null> {
  const until = ctx.clock();
  // After a clock that was set back everything is looked at once more.
  const isBehind = lastSweep !== null && lastSweep <= until;
  let after: StalePosition | null = isBehind ? { staleAt: lastSweep, id: LAST_ID } : null;
  for (;;) {
    const stale: StalePosition[] = await listGoneStale(ctx.db, after, { until, take: PAGE });
    for (const { id } of stale) await inTransaction(ctx.db, (tx) => assessClientIn(tx, ctx, id));
    after = stale.at(-1) ?? null;
    if (stale.length < PAGE) break;
  }
  await assessScheduler(ctx, { mayOpen: mayTellOfScheduler });
  return nextStaleAt(ctx.db, until);
}
