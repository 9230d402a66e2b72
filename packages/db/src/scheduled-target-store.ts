import type { Transaction } from './open-database.ts';

export interface ScheduleName {
  readonly id: string;
  readonly name: string;
}

export interface RemovedActions {
  readonly count: number;
  /** Schedules that have no action left. */
  readonly emptied: readonly ScheduleName[];
}

/** Removes the scheduled actions that name a record. */
export async function removeActionsOf(
  tx: Transaction,
  targetNoun: string,
  targetId: string,
): Promise<RemovedActions> {
  const where = { targetNoun, targetId };
  const actions = await tx.scheduledAction.findMany({ where, select: { scheduleId: true } });
  const { count } = await tx.scheduledAction.deleteMany({ where });
  const named = [...new Set(actions.map((action) => action.scheduleId))];
  const emptied = await tx.schedule.findMany({
    where: { id: { in: named.slice(0, 1000) }, actions: { none: {} } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  });
  return { count, emptied };
}

/** Occurrences that no worker has begun go with it. */
export async function disableSchedule(tx: Transaction, id: string): Promise<void> {
  await tx.schedule.updateMany({ where: { id }, data: { recurrenceEnabled: false, nextAt: null } });
  await tx.occurrence.deleteMany({ where: { scheduleId: id, state: 'due', workerId: null } });
}

const SCHEDULES_READ = 100;

/** The schedules that have an action of that kind for a record, by name. */
export async function findSchedulesOf(
  db: Transaction,
  { kind, noun, id }: { readonly kind: string; readonly noun: string; readonly id: string },
): Promise<(ScheduleName & { readonly recurrenceEnabled: boolean })[]> {
  return db.schedule.findMany({
    where: { actions: { some: { kind, targetNoun: noun, targetId: id } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, recurrenceEnabled: true },
    take: SCHEDULES_READ,
  });
}
