import * as occurrences from '@borgcube/db/occurrence-store';
import * as store from '@borgcube/db/schedule-store';
import type { NamedInput, Page } from '@borgcube/domain/form/page';
import type {
  LedgerEntry,
  LedgerList,
  Occurrence,
  OccurrenceList,
  Schedule,
} from '@borgcube/domain/schedule/schedule';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toOccurrenceView, toScheduleView } from './schedule-view.ts';

export async function listSchedules(ctx: CoreContext, page: NamedInput): Promise<Page<Schedule>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await store.listSchedules(ctx.db, page);
  return { items: items.map((schedule) => toScheduleView(ctx.kinds, schedule)), nextCursor };
}

export async function getSchedule(ctx: CoreContext, id: string): Promise<Schedule> {
  requireRole(ctx, 'viewer');
  return toScheduleView(ctx.kinds, await store.getSchedule(ctx.db, id));
}

/** What was due, newest first, and what became of it. */
export async function listScheduleOccurrences(
  ctx: CoreContext,
  { id, ...page }: OccurrenceList,
): Promise<Page<Occurrence>> {
  requireRole(ctx, 'viewer');
  await store.getSchedule(ctx.db, id);
  const { items, nextCursor } = await occurrences.listOccurrences(ctx.db, id, page);
  return { items: items.map(toOccurrenceView), nextCursor };
}

/** The same over all schedules. */
export async function listLedger(
  ctx: CoreContext,
  { state, ...page }: LedgerList,
): Promise<Page<LedgerEntry>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await occurrences.listLedger(ctx.db, state, page);
  const entries = items.map((row) => ({ ...toOccurrenceView(row), scheduleName: row.schedule.name }));
  return { items: entries, nextCursor };
}
