import type { Transaction } from '@borgcube/db/open-database';
import { appendReceiptLines, storeReceipt } from '@borgcube/db/receipt-store';
import type { ReceiptLine, RestoreReceipt } from '@borgcube/domain/restore/restore-receipt';
import type { CoreContext } from '../core-context.ts';

/** Stores a batch of lines of a running restore. */
export async function storeReceiptLines(
  ctx: Pick<CoreContext, 'db'>,
  jobId: number,
  lines: readonly ReceiptLine[],
): Promise<void> {
  if (lines.length > 0) await appendReceiptLines(ctx.db, jobId, lines);
}

/** The figures, with the end of the job; as part of a transaction. */
export async function storeReceiptIn(tx: Transaction, jobId: number, receipt: RestoreReceipt): Promise<void> {
  await storeReceipt(tx, jobId, receipt);
}
