import { inTransaction } from '@borgcube/db/transaction';
import * as store from '@borgcube/db/trigger-store';
import type { Trigger, TriggerUpdate } from '@borgcube/domain/trigger/trigger';
import { requireRole } from '../actor/require-role.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { requireUnchanged } from '../record/require-unchanged.ts';
import { toTriggerView, triggerWords } from './trigger-view.ts';

/** The id itself and its target stay as they are. */
export async function updateTrigger(
  ctx: CoreContext,
  { id, ifUpdatedAt, ...fields }: TriggerUpdate,
): Promise<Trigger> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const before = await store.getTrigger(tx, id);
    requireUnchanged(before, ifUpdatedAt);
    const settings = {
      enabled: fields.enabled ?? before.enabled,
      access: fields.access ?? before.access,
      comment: fields.comment ?? before.comment,
    };
    const after = await store.updateTrigger(tx, before, settings, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Changed ${await triggerWords(tx, after)}`,
      noun: 'trigger',
      recordId: id,
      changes: changesOf({ ...before }, settings),
    });
    return toTriggerView(tx, ctx, after);
  });
}
