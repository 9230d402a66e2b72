import { toNumber } from './figure.ts';
import type { Transaction } from './open-database.ts';

/** The greatest number that the column holds; the databases refuse to look for more. */
const SEQ_MAX = 2 ** 31 - 1;

export interface StoredReceiptLine {
  readonly seq: number;
  readonly path: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly size: number | null;
  readonly sha256: string | null;
}

export interface ReceiptAsked {
  readonly outcome: string | undefined;
  /** Only lines with a greater number. */
  readonly after: number;
  readonly limit: number;
}

export async function listReceiptLines(
  db: Transaction,
  jobId: number,
  { outcome, after, limit }: ReceiptAsked,
): Promise<StoredReceiptLine[]> {
  const rows = await db.receiptLine.findMany({
    where: { jobId, ...(outcome === undefined ? {} : { outcome }), seq: { gt: Math.min(after, SEQ_MAX) } },
    orderBy: { seq: 'asc' },
    take: limit,
    omit: { jobId: true },
  });
  return rows.map((row) => ({ ...row, size: toNumber(row.size) }));
}
