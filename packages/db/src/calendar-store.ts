import { Prisma } from './generated/sqlite/client.ts';
import type { OccurrenceRow } from './occurrence-store.ts';
import type { Transaction } from './open-database.ts';
import type { StoredSchedule } from './schedule-store.ts';

/** Those that come again, by their next instant. */
export async function listCalendarSchedules(db: Transaction, take: number): Promise<StoredSchedule[]> {
  return db.schedule.findMany({
    where: { nextAt: { not: null } },
    orderBy: { nextAt: 'asc' },
    include: { actions: { orderBy: { position: 'asc' } } },
    take,
  });
}

/** Rows of the ledger between two instants, newest first, those of some schedules left out. */
export async function listOccurrencesBetween(
  db: Transaction,
  asked: {
    readonly from: Date;
    readonly to: Date;
    readonly without: readonly string[];
    readonly take: number;
  },
): Promise<(OccurrenceRow & { readonly schedule: { readonly name: string } })[]> {
  return db.occurrence.findMany({
    where: {
      instant: { gte: asked.from, lt: asked.to },
      ...(asked.without.length === 0 ? {} : { scheduleId: { notIn: [...asked.without] } }),
    },
    orderBy: [{ instant: 'desc' }, { id: 'desc' }],
    include: { schedule: { select: { name: true } } },
    take: asked.take,
  });
}

export interface JobOutcome {
  readonly id: number;
  readonly state: string;
  readonly warned: boolean;
}

const IDS_AT_ONCE = 1000;

export async function findJobOutcomes(db: Transaction, ids: readonly number[]): Promise<JobOutcome[]> {
  const found: JobOutcome[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const id = { in: ids.slice(from, from + IDS_AT_ONCE) };
    const warned = await db.job.findMany({
      where: { id, borgWarning: { not: Prisma.DbNull } },
      select: { id: true },
    });
    const warnedIds = new Set(warned.map((job) => job.id));
    const jobs = await db.job.findMany({ where: { id }, select: { id: true, state: true } });
    found.push(...jobs.map((job) => ({ ...job, warned: warnedIds.has(job.id) })));
  }
  return found;
}

export async function findRepositoryNames(
  db: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.repository.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
