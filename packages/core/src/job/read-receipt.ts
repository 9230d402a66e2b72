import { listReceiptLines } from '@borgcube/db/receipt-store';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import { type ReceiptInput, ReceiptLine } from '@borgcube/domain/restore/restore-receipt';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { getJobRow } from './find-job.ts';

/** The paths of a restore and what became of each, in their order. They tell what an archive holds, so viewers do not see them. */
export async function readReceipt(ctx: CoreContext, input: ReceiptInput): Promise<Page<ReceiptLine>> {
  requireRole(ctx, 'operator');
  await getJobRow(ctx.db, input.id);
  const { outcome, limit, cursor } = input;
  const after = cursor ? toSeq(cursor) : 0;
  const rows = await listReceiptLines(ctx.db, input.id, { outcome, after, limit: limit + 1 });
  const items = rows.slice(0, limit).map((row) => ReceiptLine.parse(row));
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.seq) : null };
}

function toSeq(cursor: string): number {
  if (/^\d{1,10}$/.test(cursor)) return Number(cursor);
  throw invalidFields({ cursor: ['This cursor does not come from this list.'] });
}
