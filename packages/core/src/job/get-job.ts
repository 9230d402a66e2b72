import { listTransitions } from '@borgcube/db/job-state-store';
import { type JobRow, listLastGoodJobs, listQueuedBehind } from '@borgcube/db/job-store';
import type { JobDetail } from '@borgcube/domain/job/job';
import { isFinal, type JobStateName, STABLE_STATE_NAMES } from '@borgcube/domain/job/job-state';
import { type TimedState, usualDurations } from '@borgcube/domain/job/usual-durations';
import { RestoreReceipt } from '@borgcube/domain/restore/restore-receipt';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { accessesInConflictWith, findBlockingJobs } from './claim-job.ts';
import { getJobRow } from './find-job.ts';
import { readFrozenJob } from './frozen-config.ts';
import { findReadingHold } from './hold-for-readings.ts';
import { findHold } from './hold-job.ts';
import { toJobView } from './job-view.ts';
import { shownTo } from './shown-job.ts';

const GOOD_RUNS = 5;
const NEIGHBOURS_SHOWN = 20;

/** One job with its states, their usual durations, and the jobs that it waits for or keeps waiting. */
export async function getJob(ctx: CoreContext, id: number): Promise<JobDetail> {
  requireRole(ctx, 'viewer');
  const row = await getJobRow(ctx.db, id);
  const kind = ctx.kinds.jobKinds.get(row.kind);
  const goodRuns = await timesOfGoodRuns(ctx, row);
  const usual = usualDurations(goodRuns);
  const transitions = await listTransitions(ctx.db, [id]);
  return shownTo(ctx, {
    ...toJobView(row),
    config: isObject(row.config) ? row.config : null,
    configVersion: row.configVersion,
    verboseKind: kind?.verboseName ?? row.kind,
    problem: isFinal(row.state) ? null : problemOf(ctx, row),
    states: statesOf(kind?.states ?? []).map((state) => ({
      ...state,
      usualMs: usual.get(state.name) ?? null,
    })),
    transitions: transitions.map(({ state, at }) => ({ state, at: at.toISOString() })),
    // Until then it only says what would be known if the server went away.
    receipt: isFinal(row.state) ? (RestoreReceipt.safeParse(row.receipt).data ?? null) : null,
    ...(await neighboursOf(ctx, row)),
  });
}

function problemOf({ kinds }: CoreContext, row: JobRow): string | null {
  try {
    readFrozenJob(kinds, row);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** In the order in which a job goes through them; the final ones last. */
function statesOf(own: readonly JobStateName[]): readonly JobStateName[] {
  const [created, ...final] = STABLE_STATE_NAMES;
  return [...(created ? [created] : []), ...own, ...final];
}

async function timesOfGoodRuns(ctx: CoreContext, { configId }: JobRow): Promise<TimedState[][]> {
  if (configId === null) return [];
  const runs = await listLastGoodJobs(ctx.db, configId, GOOD_RUNS);
  const transitions = await listTransitions(
    ctx.db,
    runs.map((run) => run.id),
  );
  return runs.map((run) => transitions.filter(({ jobId }) => jobId === run.id));
}

async function neighboursOf(ctx: CoreContext, row: JobRow) {
  const isQueued = row.state === 'job_created' && row.workerId === null;
  const waitsFor = isQueued ? await findBlockingJobs(ctx.db, row, NEIGHBOURS_SHOWN) : [];
  const held = isQueued ? await findHold(ctx.db, row) : null;
  // Jobs before it end by themselves as well, and then it may still have to wait for readings.
  const hold = held ?? (isQueued && waitsFor.length === 0 ? await findReadingHold(ctx.db, row) : null);
  const isInTheWay = (isQueued && held === null) || row.leaseExpires !== null;
  const accesses = accessesInConflictWith(row.access);
  const waitingBehind = isInTheWay
    ? await listQueuedBehind(ctx.db, row, { accesses, after: isQueued ? row.id : 0, take: NEIGHBOURS_SHOWN })
    : [];
  return {
    hold,
    waitsFor: waitsFor.map((job) => job.id),
    waitingBehind: waitingBehind.map((job) => job.id),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
