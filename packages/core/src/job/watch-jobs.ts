import { listLogLines } from '@borgcube/db/job-log-store';
import type { JobLogLine, JobProgress } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { getJobRow } from './find-job.ts';
import { readJobLog } from './read-job-log.ts';

export interface JobChange {
  /** As in the job itself; `jobId` is the same under the name that says what it is beside other events. */
  readonly id: number;
  readonly jobId: number;
  readonly state: string;
  readonly progress: JobProgress | null;
}

/** Some changes are lost to this watcher: it fetches anew. */
export interface JobChangeGap {
  readonly gap: true;
}

/** Lines were added to the log of a job, up to this number. */
export interface JobLogGrowth {
  readonly jobId: number;
  readonly logSeq: number;
}

interface Watch {
  /** The number of the last event that the watcher saw; later ones are told first. */
  readonly after?: number | undefined;
  readonly signal: AbortSignal;
}

const LOG_PAGE = 500;

/** Every change of every job, numbered. */
export async function* watchJobs(
  ctx: CoreContext,
  { after, signal }: Watch,
): AsyncGenerator<{ readonly number: number; readonly change: JobChange | JobChangeGap }> {
  requireRole(ctx, 'viewer');
  const events = ctx.bus.subscribe({
    filter: (event) => event.type === 'job',
    ...(after === undefined ? {} : { after }),
    signal,
  });
  for await (const event of events) {
    if (event.type === 'gap') yield { number: event.id, change: { gap: true } };
    else if (event.type === 'job') yield { number: event.id, change: changeOf(event) };
  }
}

function changeOf({ jobId, state, progress }: Omit<JobChange, 'id'>): JobChange {
  return { id: jobId, jobId, state, progress };
}

/** What `watchJobs` tells, and of each log that it grew: one stream is all that a page about jobs needs. */
export async function* watchJobNews(
  ctx: CoreContext,
  { after, signal }: Watch,
): AsyncGenerator<{ readonly number: number; readonly news: JobChange | JobChangeGap | JobLogGrowth }> {
  requireRole(ctx, 'viewer');
  const events = ctx.bus.subscribe({
    filter: (event) => event.type === 'job' || event.type === 'jobLog',
    ...(after === undefined ? {} : { after }),
    signal,
  });
  for await (const event of events) {
    if (event.type === 'gap') yield { number: event.id, news: { gap: true } };
    else if (event.type === 'job') yield { number: event.id, news: changeOf(event) };
    else if (event.type === 'jobLog')
      yield { number: event.id, news: { jobId: event.jobId, logSeq: event.seq } };
  }
}

/** The lines of a job behind `after`, those that come included; ends with the job. */
export async function* watchJobLog(
  ctx: CoreContext,
  id: number,
  { after = 0, signal }: Watch,
): AsyncGenerator<JobLogLine> {
  requireRole(ctx, 'viewer');
  const events = ctx.bus.subscribe({
    filter: (event) => (event.type === 'jobLog' || event.type === 'job') && event.jobId === id,
    signal,
  });
  for (let seen = after; !signal.aborted; ) {
    // Looked at before the lines: those of a job that has ended by now are all stored.
    const hasEnded = isFinal((await getJobRow(ctx.db, id)).state);
    const page = await readJobLog(ctx, { id, after: seen, limit: LOG_PAGE });
    yield* page.lines;
    seen = page.next;
    if (page.lines.length === LOG_PAGE) continue;
    if (hasEnded) return;
    await nextNews(ctx, events, { id, seen });
  }
}

async function nextNews(
  ctx: CoreContext,
  events: ReturnType<CoreContext['bus']['subscribe']>,
  { id, seen }: { readonly id: number; readonly seen: number },
): Promise<void> {
  // Lines that were stored while the last page was sent have had their event already.
  const [missed] = await listLogLines(ctx.db, id, { after: seen, limit: 1 });
  if (!missed) await events.next();
}
