import { listJobs as listJobRows } from '@borgcube/db/job-list-store';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import type { Job, JobList } from '@borgcube/domain/job/job';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toJobView } from './job-view.ts';
import { shownTo } from './shown-job.ts';

/** Newest first. */
export async function listJobs(ctx: CoreContext, input: JobList): Promise<Page<Job>> {
  requireRole(ctx, 'viewer');
  const { limit, cursor, state, ...fields } = input;
  const states = state === undefined ? undefined : [...new Set([state].flat())];
  const filter = { states, ...fields };
  const rows = await listJobRows(ctx.db, filter, { limit, before: cursor ? toId(cursor) : undefined });
  const items = rows.slice(0, limit).map((row) => shownTo(ctx, toJobView(row)));
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.id) : null };
}

function toId(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw invalidFields({ cursor: ['This cursor does not come from this list.'] });
}
