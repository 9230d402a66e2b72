import { notFound } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import { nextUpdatedAt, requireSwapped } from './edited-record.ts';
import type { Prisma } from './generated/sqlite/client.ts';
import { behindCursor, type NamedAsked, toPage } from './keyset.ts';
import { whereNamed } from './named-records.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

export interface ScheduleSettings {
  readonly name: string;
  readonly description: string;
  readonly recurrenceEnabled: boolean;
  readonly recurrence: string;
  readonly recurrenceStart: string;
  readonly timeZone: string;
  readonly misfire: string;
}

/** What follows from the settings and the moment of their saving. */
export interface ScheduleTimes {
  readonly effectiveFrom: Date;
  /** The next instant that has no occurrence row yet. */
  readonly nextAt: Date | null;
}

export interface ActionSettings {
  readonly kind: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
  /** The record that the action names. */
  readonly target: { readonly noun: string; readonly id: string } | null;
}

export interface StoredAction {
  readonly id: string;
  readonly position: number;
  readonly kind: string;
  readonly version: number;
  readonly data: unknown;
  readonly targetNoun: string | null;
  readonly targetId: string | null;
}

export interface StoredSchedule extends ScheduleSettings, ScheduleTimes {
  readonly id: string;
  /** In order of position. */
  readonly actions: readonly StoredAction[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const WITH_ACTIONS = { actions: { orderBy: { position: 'asc' } } } satisfies Prisma.ScheduleInclude;

export async function insertSchedule(
  tx: Transaction,
  settings: ScheduleSettings & ScheduleTimes,
  actions: readonly ActionSettings[],
  now: Date,
): Promise<StoredSchedule> {
  const id = newRecordId(now);
  await tx.schedule.create({ data: { id, ...settings, createdAt: now, updatedAt: now } });
  await insertActions(tx, id, actions, now);
  return getSchedule(tx, id);
}

export async function findSchedule(db: Transaction, id: string): Promise<StoredSchedule | null> {
  return db.schedule.findUnique({ where: { id }, include: WITH_ACTIONS });
}

export async function getSchedule(db: Transaction, id: string): Promise<StoredSchedule> {
  const schedule = await findSchedule(db, id);
  if (!schedule) throw notFound('schedule', id);
  return schedule;
}

export async function findSchedules(db: Transaction, ids: readonly string[]): Promise<StoredSchedule[]> {
  return db.schedule.findMany({ where: { id: { in: [...ids] } }, include: WITH_ACTIONS });
}

export async function listSchedules(db: Transaction, page: NamedAsked): Promise<Page<StoredSchedule>> {
  const rows = await db.schedule.findMany({
    where: { ...(await whereNamed(db, 'schedule', page.text)), ...behindCursor('createdAt', page.cursor) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
    include: WITH_ACTIONS,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.createdAt, id: row.id }),
    item: (row) => row,
  });
}

/** Writes only onto the very state that was read; else `changed-meanwhile`. `actions` replace all that were there. */
export async function updateSchedule(
  tx: Transaction,
  read: StoredSchedule,
  change: {
    readonly settings: Partial<ScheduleSettings & ScheduleTimes>;
    readonly actions?: readonly ActionSettings[];
  },
  now: Date,
): Promise<StoredSchedule> {
  const updatedAt = nextUpdatedAt(read.updatedAt, now);
  const { count } = await tx.schedule.updateMany({
    where: { id: read.id, updatedAt: read.updatedAt },
    data: { ...change.settings, updatedAt },
  });
  requireSwapped(count);
  if (change.actions) {
    await tx.scheduledAction.deleteMany({ where: { scheduleId: read.id } });
    await insertActions(tx, read.id, change.actions, now);
  }
  return getSchedule(tx, read.id);
}

/** Its actions and occurrences go too; jobs that it made stay. */
export async function deleteSchedule(tx: Transaction, id: string): Promise<void> {
  await tx.schedule.deleteMany({ where: { id } });
}

async function insertActions(
  tx: Transaction,
  scheduleId: string,
  actions: readonly ActionSettings[],
  now: Date,
): Promise<void> {
  if (actions.length === 0) return;
  await tx.scheduledAction.createMany({
    data: actions.map(({ kind, version, data, target }, index) => ({
      id: newRecordId(now),
      scheduleId,
      position: index + 1,
      kind,
      version,
      data: JSON.parse(JSON.stringify(data)),
      targetNoun: target?.noun ?? null,
      targetId: target?.id ?? null,
    })),
  });
}
