import { listLogLines } from '@borgcube/db/job-log-store';
import { JobLogLevel, type JobLogLine } from '@borgcube/domain/job/job';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { getJobRow } from './find-job.ts';
import { CONTENTS_WITHHELD, maySeeAllOf } from './shown-job.ts';

export interface LogAsked {
  readonly id: number;
  /** Only lines with a greater number. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/**
 * `next` is what to ask for `after` the next time; it stays when there is nothing new. Where the lines name paths of an
 * archive, a viewer is told that in one line.
 */
export async function readJobLog(
  ctx: CoreContext,
  { id, after = 0, limit }: LogAsked,
): Promise<{ lines: JobLogLine[]; next: number }> {
  requireRole(ctx, 'viewer');
  const job = await getJobRow(ctx.db, id);
  const rows = await listLogLines(ctx.db, id, { after, limit });
  const next = rows.at(-1)?.seq ?? after;
  if (!maySeeAllOf(ctx, job)) return { lines: after === 0 ? rows.slice(0, 1).map(withheld) : [], next };
  const lines = rows.map((row) => ({
    seq: row.seq,
    time: row.time.toISOString(),
    level: JobLogLevel.safeParse(row.level).data ?? 'info',
    message: row.message,
  }));
  return { lines, next };
}

function withheld({ seq, time }: { readonly seq: number; readonly time: Date }): JobLogLine {
  return { seq, time: time.toISOString(), level: 'info', message: CONTENTS_WITHHELD };
}
