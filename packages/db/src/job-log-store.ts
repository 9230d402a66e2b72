import type { Transaction } from './open-database.ts';

/** The greatest number that the column holds; the databases refuse to look for more. */
const SEQ_MAX = 2 ** 31 - 1;

export interface JobLogRow {
  readonly seq: number;
  readonly time: Date;
  readonly level: string;
  readonly message: string;
}

export async function appendLogLines(
  db: Transaction,
  jobId: number,
  lines: readonly JobLogRow[],
): Promise<void> {
  await db.jobLogLine.createMany({ data: lines.map((line) => ({ jobId, ...line })) });
}

export async function listLogLines(
  db: Transaction,
  jobId: number,
  page: { readonly after: number; readonly limit: number },
): Promise<JobLogRow[]> {
  return db.jobLogLine.findMany({
    where: { jobId, seq: { gt: Math.min(page.after, SEQ_MAX) } },
    orderBy: { seq: 'asc' },
    take: page.limit,
    omit: { jobId: true },
  });
}

/** 0 while there is no line: numbers start at 1. */
export async function lastLogSeq(db: Transaction, jobId: number): Promise<number> {
  const last = await db.jobLogLine.findFirst({
    where: { jobId },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  });
  return last?.seq ?? 0;
}

/** At most `take` lines at a time, so that no delete holds the database long. */
export async function deleteLogLines(db: Transaction, jobId: number, take: number): Promise<number> {
  const boundary = await db.jobLogLine.findFirst({
    where: { jobId },
    orderBy: { seq: 'asc' },
    skip: take - 1,
    select: { seq: true },
  });
  const { count } = await db.jobLogLine.deleteMany({
    where: { jobId, ...(boundary ? { seq: { lte: boundary.seq } } : {}) },
  });
  return count;
}
