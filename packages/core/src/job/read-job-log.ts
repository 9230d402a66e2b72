import { listLogLines } from '@borgcube/db/job-log-store';
import { JobLogLevel, type JobLogLine } from '@borgcube/domain/job/job';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { getJobRow } from './find-job.ts';

export interface LogAsked {
  readonly id: number;
  /** Only lines with a greater number. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** `next` is what to ask for `after` the next time; it stays when there is nothing new. */
export async function readJobLog(
  ctx: CoreContext,
  { id, after = 0, limit }: LogAsked,
): Promise<{ lines: JobLogLine[]; next: number }> {
  requireRole(ctx, 'viewer');
  await getJobRow(ctx.db, id);
  const rows = await listLogLines(ctx.db, id, { after, limit });
  const lines = rows.map((row) => ({
    seq: row.seq,
    time: row.time.toISOString(),
    level: JobLogLevel.safeParse(row.level).data ?? 'info',
    message: row.message,
  }));
  return { lines, next: lines.at(-1)?.seq ?? after };
}
