import { toNumber } from './figure.ts';
import { toJson } from './job-store.ts';
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

export async function appendReceiptLines(
  db: Transaction,
  jobId: number,
  lines: readonly StoredReceiptLine[],
): Promise<void> {
  await db.receiptLine.createMany({
    data: lines.map(({ size, ...line }) => ({ jobId, ...line, size: size === null ? null : BigInt(size) })),
  });
}

/** The figures of a restore, beside its lines. */
export async function storeReceipt(tx: Transaction, jobId: number, receipt: unknown): Promise<void> {
  await tx.job.update({ where: { id: jobId }, data: { receipt: toJson(receipt) } });
}

/** At most `take` lines at a time, so that no delete holds the database long. */
export async function deleteReceiptLines(db: Transaction, jobId: number, take: number): Promise<number> {
  const boundary = await db.receiptLine.findFirst({
    where: { jobId },
    orderBy: { seq: 'asc' },
    skip: take - 1,
    select: { seq: true },
  });
  const { count } = await db.receiptLine.deleteMany({
    where: { jobId, ...(boundary ? { seq: { lte: boundary.seq } } : {}) },
  });
  return count;
}
