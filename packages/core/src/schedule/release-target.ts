import type { Transaction } from '@borgcube/db/open-database';
import { disableSchedule, removeActionsOf, type ScheduleName } from '@borgcube/db/scheduled-target-store';
import { removeTriggersOf } from '@borgcube/db/trigger-store';
import type { DeletedConfig } from '@borgcube/domain/schedule/deleted-config';
import type { TriggerTargetType } from '@borgcube/domain/trigger/trigger';
import type { AuditChanges } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';

export interface Released extends Omit<DeletedConfig, 'id'> {
  /** For the audit entry of the deletion. */
  readonly changes: AuditChanges;
}

/**
 * Before a config or repository is deleted: takes its triggers and the scheduled actions that name it; a schedule that has none left
 * is disabled. `words` names it in a sentence: `backup config system of web01`.
 */
export async function releaseTargetIn(
  tx: Transaction,
  ctx: Pick<CoreContext, 'actor' | 'clock' | 'bus'>,
  {
    noun,
    id,
    words,
  }: { readonly noun: TriggerTargetType | 'repository'; readonly id: string; readonly words: string },
): Promise<Released> {
  const { count, emptied } = await removeActionsOf(tx, noun, id);
  for (const schedule of emptied) await disable(tx, ctx, schedule, words);
  const removedTriggers = noun === 'repository' ? 0 : await removeTriggersOf(tx, noun, id);
  return {
    removedActions: count,
    removedTriggers,
    disabledSchedules: [...emptied],
    changes: {
      ...(count === 0 ? {} : { removedActions: { to: count } }),
      ...(removedTriggers === 0 ? {} : { removedTriggers: { to: removedTriggers } }),
      ...(emptied.length === 0 ? {} : { disabledSchedules: { to: emptied.map((one) => one.name) } }),
    },
  };
}

async function disable(
  tx: Transaction,
  ctx: Pick<CoreContext, 'actor' | 'clock' | 'bus'>,
  schedule: ScheduleName,
  words: string,
): Promise<void> {
  await disableSchedule(tx, schedule.id);
  await recordChange(tx, ctx, {
    what: `Disabled schedule ${schedule.name}: its last action named the deleted ${words}`,
    noun: 'schedule',
    recordId: schedule.id,
    changes: { recurrenceEnabled: { from: true, to: false } },
  });
}
