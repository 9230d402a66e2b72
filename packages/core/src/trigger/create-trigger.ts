import { randomUUID } from 'node:crypto';
import { inTransaction } from '@borgcube/db/transaction';
import { insertTrigger } from '@borgcube/db/trigger-store';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { Trigger, TriggerCreate } from '@borgcube/domain/trigger/trigger';
import { requireRole } from '../actor/require-role.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { findTarget, targetNoun } from './trigger-targets.ts';
import { toTriggerView, triggerWords } from './trigger-view.ts';

/** One more id for the target, which may have any number of them. */
export async function createTrigger(ctx: CoreContext, input: TriggerCreate): Promise<Trigger> {
  requireRole(ctx, 'admin');
  const { target, access, comment, enabled } = input;
  return inTransaction(ctx.db, async (tx) => {
    if (!(await findTarget(tx, target))) {
      throw invalidFields({ 'target.id': [`This ${targetNoun(target)} does not exist.`] });
    }
    const stored = await insertTrigger(tx, { ...input, uuid: randomUUID() }, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Added ${await triggerWords(tx, stored)}`,
      noun: 'trigger',
      recordId: stored.id,
      changes: changesOf({}, { access, comment, enabled }),
    });
    return toTriggerView(tx, ctx, stored);
  });
}
