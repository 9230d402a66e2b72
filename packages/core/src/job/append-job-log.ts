import { appendLogLines, type JobLogRow, lastLogSeq } from '@borgcube/db/job-log-store';
import type { CoreContext } from '../core-context.ts';

export type NewLogLine = JobLogRow;

/** Stores a batch and tells who watches. */
export async function appendJobLog(
  ctx: Pick<CoreContext, 'db' | 'bus'>,
  jobId: number,
  lines: readonly NewLogLine[],
): Promise<void> {
  const last = lines.at(-1);
  if (!last) return;
  await appendLogLines(ctx.db, jobId, lines);
  ctx.bus.publish({ type: 'jobLog', jobId, seq: last.seq });
}

/** The number of the last stored line; 0 while there is none. */
export async function lastLogNumber(ctx: Pick<CoreContext, 'db'>, jobId: number): Promise<number> {
  return lastLogSeq(ctx.db, jobId);
}
