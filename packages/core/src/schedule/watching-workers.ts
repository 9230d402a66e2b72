import { databaseNow } from '@borgcube/db/database-now';
import type { Database } from '@borgcube/db/open-database';
import { listWorkers } from '@borgcube/db/worker-store';

/** A worker renews its row each 10 s; one that is silent for longer than this watches nothing. */
const SILENT_AFTER_MS = 30_000;

/** Since when any of the other workers has watched the clock; null: none does. */
export async function othersWatchSince(db: Database, workerId: string): Promise<number | null> {
  const now = await databaseNow(db);
  const workers = await listWorkers(db, new Date(now.getTime() - SILENT_AFTER_MS));
  const since = workers
    .filter((worker) => worker.id !== workerId && worker.stoppedAt === null)
    .map((worker) => worker.startedAt.getTime());
  return since.length > 0 ? Math.min(...since) : null;
}
