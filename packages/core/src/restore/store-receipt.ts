import type { Transaction } from '@borgcube/db/open-database';
import { appendReceiptLines, storeReceipt } from '@borgcube/db/receipt-store';
import { inTransaction } from '@borgcube/db/transaction';
import { type ReceiptLine, RestoreReceipt } from '@borgcube/domain/restore/restore-receipt';
import type { CoreContext } from '../core-context.ts';
import { getJobRow } from '../job/find-job.ts';

/** Stores a batch of lines of a running restore, and what its receipt says with them; null: nothing yet. */
export async function storeReceiptLines(
  ctx: Pick<CoreContext, 'db'>,
  jobId: number,
  { lines, draft }: { readonly lines: readonly ReceiptLine[]; readonly draft: RestoreReceipt | null },
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    if (lines.length > 0) await appendReceiptLines(tx, jobId, lines);
    if (draft) await storeReceiptIn(tx, jobId, draft);
  });
}

/** What is stored of the receipt of a restore that did not come to its end; null: it had not begun to write. */
export async function readDraft(
  { db }: Pick<CoreContext, 'db'>,
  jobId: number,
): Promise<RestoreReceipt | null> {
  return RestoreReceipt.safeParse((await getJobRow(db, jobId)).receipt).data ?? null;
}

/** The figures, with the end of the job; as part of a transaction. */
export async function storeReceiptIn(tx: Transaction, jobId: number, receipt: RestoreReceipt): Promise<void> {
  await storeReceipt(tx, jobId, receipt);
}
