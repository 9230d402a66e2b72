import { databaseNow } from '@borgcube/db/database-now';
import { findWorker } from '@borgcube/db/worker-store';
import type { CoreContext } from '../core-context.ts';
import { TAKEOVER_AFTER_MS } from '../job/lease.ts';

/** Another process works under the same id: a copy of the data directory, or of the whole machine. */
export class WorkerTwiceError extends Error {
  override readonly name = 'WorkerTwiceError';

  constructor(id: string, name: string) {
    super(
      `Another worker with the id of this data directory is running, on ${name}: one of the two is a copy. Remove worker.id (${id}) from the data directory of the copy, and start it again.`,
    );
  }
}

interface OwnStart {
  readonly workerId: string;
  /** Starts of this worker that are known to have ended. */
  readonly earlier: readonly string[];
}

/**
 * Before a worker takes over what its last start left behind: that start must have ended. One that cannot be known to
 * have ended is watched until its leases are over. Throws WorkerTwiceError when it is heard of meanwhile.
 */
export async function requireOnlyWorker(
  { db }: Pick<CoreContext, 'db'>,
  { workerId, earlier }: OwnStart,
  wait: () => Promise<void>,
): Promise<void> {
  const first = await findWorker(db, workerId);
  for (let row = first; row && row.stoppedAt === null; row = await findWorker(db, workerId)) {
    const isEnded = earlier.includes(row.incarnation);
    const quietMs = (await databaseNow(db)).getTime() - row.seenAt.getTime();
    if (isEnded || quietMs >= TAKEOVER_AFTER_MS) return;
    const isHeardOf =
      row.incarnation !== first?.incarnation || row.seenAt.getTime() !== first.seenAt.getTime();
    if (isHeardOf) throw new WorkerTwiceError(workerId, row.name);
    await wait();
  }
}
