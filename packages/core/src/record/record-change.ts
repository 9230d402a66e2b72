import type { Transaction } from '@borgcube/db/open-database';
import { afterCommit } from '@borgcube/db/transaction';
import { type AuditDeed, writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';

type ChangeContext = Pick<CoreContext, 'actor' | 'clock' | 'bus'>;

/** Audits a change of a record in its own transaction and tells the viewers once it is committed. */
export async function recordChange(
  tx: Transaction,
  ctx: ChangeContext,
  deed: AuditDeed & { readonly noun: string; readonly recordId: string },
): Promise<void> {
  await writeAudit(tx, ctx, deed);
  afterCommit(tx, () => ctx.bus.publish({ type: 'record', noun: deed.noun, recordId: deed.recordId }));
}
