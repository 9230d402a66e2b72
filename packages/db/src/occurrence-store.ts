import type { Page } from '@borgcube/domain/form/page';
import { type Occurrence, Prisma } from './generated/sqlite/client.ts';
import { behindCursor, type PageAsked, toPage } from './keyset.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

export type OccurrenceRow = Occurrence;

export interface NewOccurrence {
  readonly scheduleId: string;
  readonly instant: Date;
  readonly state: 'due' | 'skipped';
  readonly reason: string | null;
}

/** An occurrence in the hands of one scheduler. */
export interface HeldOccurrence {
  readonly id: string;
  readonly fence: number;
}

/** SQLite takes some thirty thousand values in one statement. */
const INSERTED_AT_ONCE = 1000;

/**
 * Inserts those that are not there yet: an instant of a schedule has one row for ever. As text, because Prisma takes
 * longer to translate an insert of many rows than the database to do it.
 */
export async function insertOccurrences(
  tx: Transaction,
  occurrences: readonly NewOccurrence[],
  now: Date,
): Promise<void> {
  for (let from = 0; from < occurrences.length; from += INSERTED_AT_ONCE) {
    const rows = occurrences
      .slice(from, from + INSERTED_AT_ONCE)
      .map(
        ({ scheduleId, instant, state, reason }) =>
          Prisma.sql`(${newRecordId(now)}, ${scheduleId}, ${instant}, ${state}, ${reason}, ${now}, ${now})`,
      );
    await tx.$executeRaw`
      INSERT INTO "Occurrence" ("id", "scheduleId", "instant", "state", "reason", "createdAt", "updatedAt")
      VALUES ${Prisma.join(rows)} ON CONFLICT DO NOTHING`;
  }
}

/** Holders that begin like this, but for the one who asks, are gone for certain. */
export interface GoneHolders {
  readonly prefix: string;
  readonly butFor: string;
}

/** Due rows, and running ones whose lease ended before `leaseEndedBefore` or whose holder is gone. */
export async function listClaimable(
  db: Transaction,
  asked: { readonly leaseEndedBefore: Date; readonly gone: GoneHolders | null; readonly take: number },
): Promise<OccurrenceRow[]> {
  const due = await db.occurrence.findMany({
    where: { state: 'due' },
    orderBy: { instant: 'asc' },
    take: asked.take,
  });
  if (due.length >= asked.take) return due;
  const left = await db.occurrence.findMany({
    where: {
      state: 'running',
      OR: [
        { leaseExpires: { lt: asked.leaseEndedBefore } },
        ...(asked.gone === null
          ? []
          : [{ workerId: { startsWith: asked.gone.prefix, not: asked.gone.butFor } }]),
      ],
    },
    orderBy: { instant: 'asc' },
    take: asked.take - due.length,
  });
  return [...due, ...left];
}

/** Takes rows that are due, all with one statement; answers those that no other scheduler took and no edit removed. */
export async function claimDueOccurrences(
  tx: Transaction,
  rows: readonly OccurrenceRow[],
  holder: { readonly workerId: string; readonly until: Date },
): Promise<OccurrenceRow[]> {
  const ids = rows.map((row) => row.id);
  const { count } = await tx.occurrence.updateMany({
    where: { id: { in: ids }, state: 'due' },
    data: {
      state: 'running',
      workerId: holder.workerId,
      leaseExpires: holder.until,
      fence: { increment: 1 },
    },
  });
  if (count === rows.length) return [...rows];
  const mine = await tx.occurrence.findMany({
    where: { id: { in: ids }, state: 'running', workerId: holder.workerId },
    select: { id: true },
  });
  return rows.filter((row) => mine.some(({ id }) => id === row.id));
}

/** A compare-and-swap on the fence; null when another scheduler took it, or an edit removed it. */
export async function claimOccurrence(
  tx: Transaction,
  row: OccurrenceRow,
  holder: { readonly workerId: string; readonly until: Date },
): Promise<HeldOccurrence | null> {
  const fence = row.fence + 1;
  const { count } = await tx.occurrence.updateMany({
    where: { id: row.id, state: row.state, fence: row.fence },
    data: { state: 'running', workerId: holder.workerId, leaseExpires: holder.until, fence },
  });
  return count === 1 ? { id: row.id, fence } : null;
}

/** False: it is no longer this scheduler's, and what it would have made must not be made. */
export async function keepOccurrence(
  tx: Transaction,
  held: HeldOccurrence,
  change: { readonly until: Date; readonly jobs: readonly number[] },
): Promise<boolean> {
  const { count } = await tx.occurrence.updateMany({
    where: { id: held.id, fence: held.fence, state: 'running' },
    data: { leaseExpires: change.until, jobs: [...change.jobs] },
  });
  return count === 1;
}

/** Newest first. */
export async function listOccurrences(
  db: Transaction,
  scheduleId: string,
  page: PageAsked,
): Promise<Page<OccurrenceRow>> {
  const rows = await db.occurrence.findMany({
    where: { scheduleId, ...behindCursor('instant', page.cursor) },
    orderBy: [{ instant: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.instant, id: row.id }),
    item: (row) => row,
  });
}

export interface LedgerRow extends OccurrenceRow {
  readonly schedule: { readonly name: string };
}

/** Of all schedules, newest first. */
export async function listLedger(
  db: Transaction,
  state: string | undefined,
  page: PageAsked,
): Promise<Page<LedgerRow>> {
  const rows = await db.occurrence.findMany({
    where: { ...(state === undefined ? {} : { state }), ...behindCursor('instant', page.cursor) },
    orderBy: [{ instant: 'desc' }, { id: 'desc' }],
    include: { schedule: { select: { name: true } } },
    take: page.limit + 1,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.instant, id: row.id }),
    item: (row) => row,
  });
}

/** What no scheduler has begun gives way to a change of its schedule. */
export async function deleteUnclaimed(tx: Transaction, scheduleId: string): Promise<number> {
  const { count } = await tx.occurrence.deleteMany({ where: { scheduleId, state: 'due' } });
  return count;
}

export async function deleteOccurrencesBefore(db: Transaction, time: Date, take: number): Promise<number> {
  const rows = await db.occurrence.findMany({
    where: { state: { in: ['done', 'skipped'] }, instant: { lt: time } },
    orderBy: { instant: 'asc' },
    select: { id: true },
    take,
  });
  const { count } = await db.occurrence.deleteMany({ where: { id: { in: rows.map((row) => row.id) } } });
  return count;
}
