import type { JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import { afterCommit } from '@borgcube/db/transaction';
import type { EventBus } from '../event/event-bus.ts';
import { toJobView } from './job-view.ts';

/** Tells viewers and the worker loop of a job, once the transaction is committed. */
export function publishJob(tx: Transaction, ctx: { readonly bus: EventBus }, row: JobRow): void {
  const { state, progress } = toJobView(row);
  afterCommit(tx, () => ctx.bus.publish({ type: 'job', jobId: row.id, state, progress }));
}
