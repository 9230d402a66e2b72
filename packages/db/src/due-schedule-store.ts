import type { Transaction } from './open-database.ts';

/** What decides the occurrences of a schedule. */
export interface DueSchedule {
  readonly id: string;
  readonly recurrence: string;
  readonly recurrenceStart: string;
  readonly timeZone: string;
  readonly misfire: string;
  readonly nextAt: Date;
}

/** Enabled schedules whose next instant has come, the most overdue first. */
export async function listDueSchedules(db: Transaction, now: Date, take: number): Promise<DueSchedule[]> {
  const rows = await db.schedule.findMany({
    where: { nextAt: { lte: now }, recurrenceEnabled: true },
    orderBy: { nextAt: 'asc' },
    select: {
      id: true,
      recurrence: true,
      recurrenceStart: true,
      timeZone: true,
      misfire: true,
      nextAt: true,
    },
    take,
  });
  return rows.flatMap((row) => (row.nextAt === null ? [] : [{ ...row, nextAt: row.nextAt }]));
}

/** The next instant of any enabled schedule; null: there is none. */
export async function findEarliestDue(db: Transaction): Promise<Date | null> {
  const row = await db.schedule.findFirst({
    where: { nextAt: { not: null }, recurrenceEnabled: true },
    orderBy: { nextAt: 'asc' },
    select: { nextAt: true },
  });
  return row?.nextAt ?? null;
}

/** A compare-and-swap: false when another scheduler, or an edit, was there first. Leaves `updatedAt` as it is. */
export async function advanceSchedule(
  tx: Transaction,
  schedule: Pick<DueSchedule, 'id' | 'nextAt'>,
  next: Date | null,
): Promise<boolean> {
  const { count } = await tx.schedule.updateMany({
    where: { id: schedule.id, nextAt: schedule.nextAt, recurrenceEnabled: true },
    data: { nextAt: next },
  });
  return count === 1;
}
