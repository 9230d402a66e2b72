import { inTransaction } from '@borgcube/db/transaction';
import * as store from '@borgcube/db/trigger-store';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { triggerWords } from './trigger-view.ts';

/** From then on the id is as unknown as any other. */
export async function deleteTrigger(ctx: CoreContext, id: string): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    const stored = await store.getTrigger(tx, id);
    const words = await triggerWords(tx, stored);
    await store.deleteTrigger(tx, stored);
    await recordChange(tx, ctx, { what: `Deleted ${words}`, noun: 'trigger', recordId: id });
  });
}
