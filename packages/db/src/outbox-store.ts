import { databaseNow } from './database-now.ts';
import type { Prisma, OutboxMessage as Row } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

export type OutboxRow = Row;

export interface NewOutboxMessage {
  readonly channelId: string;
  readonly alertId: string | null;
  readonly jobId: number | null;
  readonly phase: string;
  readonly key: string;
  readonly payload: object;
}

/** A message with a key that is there already is not written again. */
export async function insertMessages(
  tx: Transaction,
  messages: readonly NewOutboxMessage[],
  now: Date,
): Promise<void> {
  for (const { payload, ...message } of messages) {
    await tx.outboxMessage.upsert({
      where: { key: message.key },
      // A copy that holds exactly what JSON can.
      create: { ...message, payload: JSON.parse(JSON.stringify(payload)), dueAt: now, createdAt: now },
      update: {},
    });
  }
}

/** The channels that were, or are to be, told of an incident's beginning. */
export async function channelsToldOf(db: Transaction, alertId: string): Promise<string[]> {
  const rows = await db.outboxMessage.findMany({
    where: { alertId, phase: 'opened' },
    select: { channelId: true },
  });
  return [...new Set(rows.map((row) => row.channelId))];
}

/** When something is to be sent next, also again; null: nothing waits. */
export async function nextMessageDue(db: Transaction): Promise<Date | null> {
  const row = await db.outboxMessage.findFirst({
    where: { dueAt: { not: null } },
    orderBy: { dueAt: 'asc' },
    select: { dueAt: true },
  });
  return row?.dueAt ?? null;
}

const isFree = (now: Date): Prisma.OutboxMessageWhereInput => ({
  OR: [{ leaseExpires: null }, { leaseExpires: { lt: now } }],
});

/** Takes due messages, oldest first; each one goes to exactly one sender until its lease runs out. */
export async function claimMessages(
  db: Transaction,
  sender: string,
  { now, leaseMs, take }: { readonly now: Date; readonly leaseMs: number; readonly take: number },
): Promise<OutboxRow[]> {
  const clock = await databaseNow(db);
  const leaseExpires = new Date(clock.getTime() + leaseMs);
  const due = await db.outboxMessage.findMany({
    where: { dueAt: { lte: now }, ...isFree(clock) },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take,
  });
  const claimed: OutboxRow[] = [];
  for (const row of due) {
    const { count } = await db.outboxMessage.updateMany({
      where: { id: row.id, dueAt: row.dueAt, ...isFree(clock) },
      data: { workerId: sender, leaseExpires },
    });
    if (count === 1) claimed.push({ ...row, workerId: sender, leaseExpires });
  }
  return claimed;
}

/** Whether an earlier message of the same incident still waits for this channel: its end is not told before it. */
export async function hasEarlierWaiting(db: Transaction, row: OutboxRow): Promise<boolean> {
  if (row.alertId === null) return false;
  const earlier = await db.outboxMessage.findFirst({
    where: { alertId: row.alertId, channelId: row.channelId, id: { lt: row.id }, dueAt: { not: null } },
    select: { id: true },
  });
  return earlier !== null;
}

/** What became of a try; nothing is written when the lease went to another sender meanwhile. */
export async function settleMessage(
  tx: Transaction,
  row: OutboxRow,
  result: {
    readonly dueAt: Date | null;
    readonly sentAt?: Date;
    readonly attempts?: number;
    readonly lastError?: string | null;
  },
): Promise<boolean> {
  const { count } = await tx.outboxMessage.updateMany({
    where: { id: row.id, workerId: row.workerId, dueAt: { not: null } },
    data: { ...result, workerId: null, leaseExpires: null },
  });
  return count === 1;
}

/** What still waits for a channel is not kept for it: it was switched off, or is gone. */
export async function dropWaiting(tx: Transaction, channelId: string, why: string): Promise<void> {
  await tx.outboxMessage.updateMany({
    where: { channelId, dueAt: { not: null } },
    data: { dueAt: null, leaseExpires: null, lastError: why },
  });
}

/** Oldest first. */
export async function listMessages(
  db: Transaction,
  of: { readonly alertIds?: readonly string[]; readonly jobId?: number },
  take: number,
): Promise<OutboxRow[]> {
  const { alertIds, jobId } = of;
  return db.outboxMessage.findMany({
    where: {
      ...(alertIds ? { alertId: { in: [...alertIds] } } : {}),
      ...(jobId === undefined ? {} : { jobId, alertId: null }),
    },
    orderBy: { id: 'asc' },
    take,
  });
}

export async function pruneMessages(db: Transaction, createdBefore: Date): Promise<void> {
  await db.outboxMessage.deleteMany({ where: { createdAt: { lt: createdBefore }, dueAt: null } });
}
