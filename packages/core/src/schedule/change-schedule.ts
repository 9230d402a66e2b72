import { deleteUnclaimed } from '@borgcube/db/occurrence-store';
import {
  type ActionSettings,
  getSchedule,
  type ScheduleSettings,
  type StoredAction,
  type StoredSchedule,
  updateSchedule,
} from '@borgcube/db/schedule-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { Schedule, ScheduleUpdate } from '@borgcube/domain/schedule/schedule';
import { requireRole } from '../actor/require-role.ts';
import { type AuditChanges, changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { requireUnchanged } from '../record/require-unchanged.ts';
import { checkActions } from './check-actions.ts';
import { nextFrom, requireRecurrence } from './require-recurrence.ts';
import { sameData } from './same-data.ts';
import { toScheduleView } from './schedule-view.ts';

/**
 * A change of when or what replaces the occurrences that nobody has begun and holds from this moment on: what is past
 * is never caught up. Another name or description changes neither.
 */
export async function changeSchedule(ctx: CoreContext, input: ScheduleUpdate): Promise<Schedule> {
  requireRole(ctx, 'admin');
  const { id, ifUpdatedAt, actions, ...fields } = input;
  return inTransaction(ctx.db, async (tx) => {
    const before = await getSchedule(tx, id);
    requireUnchanged(before, ifUpdatedAt);
    const settings = given(fields);
    const merged = { ...before, ...settings };
    requireRecurrence(merged);
    const checked = actions && (await checkActions(tx, ctx.kinds, actions, before.actions));
    const changes = changesOf({ ...before }, settings);
    const actionChanges = checked ? changedActions(before.actions, checked) : {};
    const now = ctx.clock();
    const holdsFromNow = isOther(changes) || 'actions' in actionChanges;
    const times = holdsFromNow ? { effectiveFrom: now, nextAt: nextFrom(merged, now) } : {};
    const after = await updateSchedule(
      tx,
      before,
      {
        settings: { ...settings, ...times },
        ...('actions' in actionChanges && checked ? { actions: checked } : {}),
      },
      now,
    );
    if (holdsFromNow) await deleteUnclaimed(tx, id);
    await recordChange(tx, ctx, {
      what: whatWords(before, after),
      noun: 'schedule',
      recordId: id,
      changes: { ...changes, ...actionChanges },
    });
    return toScheduleView(ctx.kinds, after);
  });
}

function whatWords(before: StoredSchedule, after: StoredSchedule): string {
  if (before.recurrenceEnabled === after.recurrenceEnabled) return `Changed schedule ${after.name}`;
  return `${after.recurrenceEnabled ? 'Enabled' : 'Disabled'} schedule ${after.name}`;
}

/** Whether anything but the words about the schedule changes. */
function isOther(changes: AuditChanges): boolean {
  return Object.keys(changes).some((field) => field !== 'name' && field !== 'description');
}

function changedActions(before: readonly StoredAction[], after: readonly ActionSettings[]): AuditChanges {
  const [from, to] = [plain(before), plain(after)];
  return sameData(from, to) ? {} : { actions: { from, to } };
}

function plain(actions: readonly { readonly kind: string; readonly data: unknown }[]) {
  return actions.map(({ kind, data }) => ({ kind, data }));
}

type Given = Partial<ScheduleSettings>;

function given(fields: { [Key in keyof Given]: Given[Key] | undefined }): Given {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
