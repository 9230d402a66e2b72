import { Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';
import { providerBehind } from './provider.ts';

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

export interface Advance {
  readonly schedule: Pick<DueSchedule, 'id' | 'nextAt'>;
  readonly next: Date | null;
}

/**
 * A compare-and-swap for each; answers the ids of those that no other scheduler, and no edit, had moved on before.
 * Leaves `updatedAt` as it is: that nobody changed the schedule stays true.
 */
export async function advanceSchedules(
  tx: Transaction,
  advances: readonly Advance[],
): Promise<ReadonlySet<string>> {
  if (advances.length === 0) return new Set();
  const rows = advances.map(
    ({ schedule, next }) => Prisma.sql`(${schedule.id}, ${schedule.nextAt}, ${next})`,
  );
  const time = (column: Prisma.Sql) =>
    providerBehind(tx) === 'sqlite' ? column : Prisma.sql`CAST(${column} AS timestamp(3))`;
  const advanced = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Schedule" SET "nextAt" = ${time(Prisma.sql`v.column3`)}
    FROM (VALUES ${Prisma.join(rows)}) AS v
    WHERE "Schedule"."id" = v.column1 AND "Schedule"."nextAt" = ${time(Prisma.sql`v.column2`)}
      AND "Schedule"."recurrenceEnabled"
    RETURNING "Schedule"."id" AS "id"`;
  return new Set(advanced.map(({ id }) => id));
}
