import type { JobRow } from './job-store.ts';
import { toJson } from './job-store.ts';
import type { Transaction } from './open-database.ts';

export interface StateChange {
  readonly to: string;
  readonly at: Date;
  readonly timestampStart?: Date | undefined;
  readonly timestampEnd?: Date | undefined;
}

/** What a final state writes beside itself. */
export interface JobEnd {
  readonly failureCause?: unknown;
  readonly borgWarning?: readonly string[] | null;
  readonly archiveId?: string | null;
  readonly progress?: unknown;
}

/**
 * Compare-and-swap: writes only if the job is still in `from`, and still under `fence` where one is named.
 * Null: it is not, and nothing was written.
 */
export async function swapJobState(
  tx: Transaction,
  job: { readonly id: number; readonly from: string; readonly fence?: number | undefined },
  change: StateChange,
  end: JobEnd | null,
): Promise<JobRow | null> {
  const where = { id: job.id, state: job.from, ...(job.fence === undefined ? {} : { fence: job.fence }) };
  const [row] = await tx.job.updateManyAndReturn({ where, data: dataOf(change, end) });
  if (!row) return null;
  await insertTransition(tx, job.id, change);
  return row;
}

/** Writes whatever the state was, and raises the fence: what the job's worker still wants to write is refused. */
export async function forceJobState(
  tx: Transaction,
  id: number,
  change: StateChange,
  end: JobEnd | null,
): Promise<JobRow> {
  const row = await tx.job.update({
    where: { id },
    data: { ...dataOf(change, end), fence: { increment: 1 } },
  });
  await insertTransition(tx, id, change);
  return row;
}

export async function listTransitions(
  db: Transaction,
  jobIds: readonly number[],
): Promise<{ jobId: number; state: string; at: Date }[]> {
  return db.jobTransition.findMany({
    where: { jobId: { in: [...jobIds] } },
    orderBy: { id: 'asc' },
    omit: { id: true },
  });
}

/** Asks the job's worker to stop it; the fence is raised so that its next write makes it look. */
export async function requestCancel(
  tx: Transaction,
  job: { readonly id: number; readonly state: string },
  request: { readonly at: Date; readonly by: string },
): Promise<JobRow | null> {
  const [row] = await tx.job.updateManyAndReturn({
    where: { id: job.id, state: job.state, cancelRequestedAt: null },
    data: {
      cancelRequestedAt: request.at,
      cancelRequestedBy: request.by,
      fence: { increment: 1 },
      updatedAt: request.at,
    },
  });
  return row ?? null;
}

/** Progress is told, not proven: written without a change of state, only while the fence holds. */
export async function storeProgress(
  db: Transaction,
  job: { readonly id: number; readonly fence: number },
  progress: unknown,
): Promise<void> {
  await db.job.updateMany({
    where: { id: job.id, fence: job.fence, timestampEnd: null },
    data: { progress: toJson(progress) },
  });
}

function dataOf(change: StateChange, end: JobEnd | null) {
  const isEnd = change.timestampEnd !== undefined;
  return {
    state: change.to,
    updatedAt: change.at,
    ...(change.timestampStart === undefined ? {} : { timestampStart: change.timestampStart }),
    ...(isEnd ? { timestampEnd: change.timestampEnd, activeKey: null } : {}),
    ...(end?.failureCause === undefined ? {} : { failureCause: toJson(end.failureCause) }),
    ...(end?.borgWarning === undefined ? {} : { borgWarning: toJson(end.borgWarning) }),
    ...(end?.archiveId === undefined ? {} : { archiveId: end.archiveId }),
    ...(end?.progress === undefined ? {} : { progress: toJson(end.progress) }),
  };
}

async function insertTransition(tx: Transaction, jobId: number, { to, at }: StateChange): Promise<void> {
  await tx.jobTransition.create({ data: { jobId, state: to, at } });
}
