import { databaseNow } from '@borgcube/db/database-now';
import type { WorkerStart } from '@borgcube/db/job-claim-store';
import { noteScheduled } from '@borgcube/db/worker-store';
import type { CoreContext } from '../core-context.ts';

/** Stamps that the scheduler of this worker looks at the schedules: its silence is an incident. */
export async function noteScheduling(
  { db }: Pick<CoreContext, 'db'>,
  { workerId: id, incarnation }: WorkerStart,
): Promise<void> {
  await noteScheduled(db, { id, incarnation }, await databaseNow(db));
}
