import { notFound } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import { TriggerAccess, type TriggerTarget, TriggerTargetType } from '@borgcube/domain/trigger/trigger';
import { nextUpdatedAt, requireSwapped } from './edited-record.ts';
import type { TriggerId as IdRow, Prisma, Trigger as TargetRow } from './generated/sqlite/client.ts';
import { behindCursor, type PageAsked, toPage } from './keyset.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

export interface TriggerSettings {
  readonly enabled: boolean;
  readonly access: readonly TriggerAccess[];
  readonly comment: string;
}

/** What the id alone says; read by one look-up, whether there is such an id or not. */
export interface StoredTriggerId extends TriggerSettings {
  readonly id: string;
  readonly uuid: string;
  /** Of the row that stands for the target. */
  readonly triggerId: string;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface StoredTrigger extends StoredTriggerId {
  readonly target: TriggerTarget;
}

const WITH_TARGET = { trigger: true } satisfies Prisma.TriggerIdInclude;

/** A target's first id makes the row that the others share. */
export async function insertTrigger(
  tx: Transaction,
  {
    target,
    uuid,
    access,
    ...settings
  }: TriggerSettings & { readonly target: TriggerTarget; readonly uuid: string },
  now: Date,
): Promise<StoredTrigger> {
  const named = { targetType: target.type, targetId: target.id };
  const trigger = await tx.trigger.upsert({
    where: { targetType_targetId: named },
    create: { id: newRecordId(now), ...named, createdAt: now },
    update: {},
  });
  const id = newRecordId(now);
  const stamps = { createdAt: now, updatedAt: now };
  await tx.triggerId.create({
    data: { id, triggerId: trigger.id, uuid, ...settings, access: [...access], ...stamps },
  });
  return getTrigger(tx, id);
}

export async function findTriggerId(db: Transaction, uuid: string): Promise<StoredTriggerId | null> {
  const row = await db.triggerId.findUnique({ where: { uuid } });
  return row && toStoredId(row);
}

export async function getTrigger(db: Transaction, id: string): Promise<StoredTrigger> {
  const row = await db.triggerId.findUnique({ where: { id }, include: WITH_TARGET });
  if (!row) throw notFound('trigger', id);
  return toStored(row);
}

export interface TriggerFilter {
  readonly targetType?: string | undefined;
  readonly targetId?: string | undefined;
}

export async function listTriggers(
  db: Transaction,
  page: PageAsked,
  { targetType, targetId }: TriggerFilter,
): Promise<Page<StoredTrigger>> {
  const target = {
    ...(targetType === undefined ? {} : { targetType }),
    ...(targetId === undefined ? {} : { targetId }),
  };
  const rows = await db.triggerId.findMany({
    where: {
      ...(Object.keys(target).length === 0 ? {} : { trigger: target }),
      ...behindCursor('createdAt', page.cursor),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
    include: WITH_TARGET,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.createdAt, id: row.id }),
    item: toStored,
  });
}

/** Writes only onto the very state that was read; else `changed-meanwhile`. */
export async function updateTrigger(
  tx: Transaction,
  read: StoredTrigger,
  { access, ...settings }: TriggerSettings,
  now: Date,
): Promise<StoredTrigger> {
  const updatedAt = nextUpdatedAt(read.updatedAt, now);
  const { count } = await tx.triggerId.updateMany({
    where: { id: read.id, updatedAt: read.updatedAt },
    data: { ...settings, access: [...access], updatedAt },
  });
  requireSwapped(count);
  return getTrigger(tx, read.id);
}

/** No edit: `updatedAt` stays. False: it was disabled or deleted meanwhile. */
export async function noteTriggerUse(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.triggerId.updateMany({
    where: { id, enabled: true },
    data: { lastUsedAt: now },
  });
  return count === 1;
}

/** The target's row goes with its last id. */
export async function deleteTrigger(tx: Transaction, { id, triggerId }: StoredTrigger): Promise<void> {
  await tx.triggerId.deleteMany({ where: { id } });
  await tx.trigger.deleteMany({ where: { id: triggerId, ids: { none: {} } } });
}

/** Removes all ids that start a record, for its deletion; answers how many there were. */
export async function removeTriggersOf(
  tx: Transaction,
  targetType: TriggerTargetType,
  targetId: string,
): Promise<number> {
  const where = { targetType, targetId };
  const count = await tx.triggerId.count({ where: { trigger: where } });
  await tx.trigger.deleteMany({ where });
  return count;
}

function toStored({ trigger, ...row }: IdRow & { readonly trigger: TargetRow }): StoredTrigger {
  const type = TriggerTargetType.parse(trigger.targetType);
  return { ...toStoredId(row), target: { type, id: trigger.targetId } };
}

function toStoredId({ access, ...row }: IdRow): StoredTriggerId {
  return { ...row, access: TriggerAccess.array().parse(access) };
}
