import { databaseNow } from '@borgcube/db/database-now';
import {
  claimDueOccurrences,
  claimOccurrence,
  type HeldOccurrence,
  listClaimable,
  type OccurrenceRow,
} from '@borgcube/db/occurrence-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { CoreContext } from '../core-context.ts';
import { LEASE_MS, TAKEOVER_AFTER_MS } from '../job/lease.ts';
import type { WorkerStart } from '../job/worker-hold.ts';

export interface ClaimedOccurrence {
  readonly row: OccurrenceRow;
  readonly held: HeldOccurrence;
}

interface Claim {
  readonly worker: WorkerStart;
  readonly take: number;
  /** Also those that an earlier start of this worker left behind: it is gone for certain. */
  readonly fromEarlierStart: boolean;
}

/** Takes the oldest due occurrences, and running ones whose scheduler is gone, by the database's clock. */
export async function claimOccurrences(
  ctx: Pick<CoreContext, 'db'>,
  { worker, take, fromEarlierStart }: Claim,
): Promise<ClaimedOccurrence[]> {
  const now = await databaseNow(ctx.db);
  const rows = await listClaimable(ctx.db, {
    leaseEndedBefore: new Date(now.getTime() - (TAKEOVER_AFTER_MS - LEASE_MS)),
    gone: fromEarlierStart ? { prefix: `${worker.workerId}/`, butFor: holderOf(worker) } : null,
    take,
  });
  if (rows.length === 0) return [];
  const holder = { workerId: holderOf(worker), until: leaseFrom(now) };
  return inTransaction(ctx.db, async (tx) => {
    const due = await claimDueOccurrences(
      tx,
      rows.filter((row) => row.state === 'due'),
      holder,
    );
    const claimed: ClaimedOccurrence[] = due.map((row) => ({
      row,
      held: { id: row.id, fence: row.fence + 1 },
    }));
    for (const row of rows) {
      if (row.state === 'due') continue;
      const held = await claimOccurrence(tx, row, holder);
      if (held) claimed.push({ row, held });
    }
    return claimed;
  });
}

export function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}

/** Tells one start of a worker from its other starts. */
function holderOf({ workerId, incarnation }: WorkerStart): string {
  return `${workerId}/${incarnation}`;
}
