import { nameTaken, notFound } from '@borgcube/domain/error/domain-error';
import { nextUpdatedAt, requireSwapped } from './edited-record.ts';
import type { NotificationChannel as Row } from './generated/sqlite/client.ts';
import { isUniqueViolation, type Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

/** Nobody has more ways to be told than this. */
export const CHANNELS_MAX = 200;

/** `data` is JSON of the stored `version`, without its secrets. */
export interface StoredChannel extends Omit<Row, 'data'> {
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ChannelSettings {
  readonly name: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export async function insertChannel(
  tx: Transaction,
  { data, ...settings }: ChannelSettings & { readonly kind: string },
  now: Date,
): Promise<StoredChannel> {
  const fields = { id: newRecordId(now), ...settings, data: toJson(data), createdAt: now, updatedAt: now };
  return toChannel(await tx.notificationChannel.create({ data: fields }).catch(refuseName(settings.name)));
}

export async function findChannel(db: Transaction, id: string): Promise<StoredChannel | null> {
  const row = await db.notificationChannel.findUnique({ where: { id } });
  return row && toChannel(row);
}

export async function getChannel(db: Transaction, id: string): Promise<StoredChannel> {
  const channel = await findChannel(db, id);
  if (!channel) throw notFound('notification channel', id);
  return channel;
}

/** Newest first; there are never many. */
export async function listChannels(db: Transaction): Promise<StoredChannel[]> {
  const rows = await db.notificationChannel.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: CHANNELS_MAX,
  });
  return rows.map(toChannel);
}

/** Writes only onto the very state that was read; else `changed-meanwhile`. */
export async function updateChannel(
  tx: Transaction,
  read: StoredChannel,
  { data, ...settings }: ChannelSettings,
  now: Date,
): Promise<StoredChannel> {
  const updatedAt = nextUpdatedAt(read.updatedAt, now);
  const { count } = await tx.notificationChannel
    .updateMany({
      where: { id: read.id, updatedAt: read.updatedAt },
      data: { ...settings, data: toJson(data), updatedAt },
    })
    .catch(refuseName(settings.name));
  requireSwapped(count);
  return getChannel(tx, read.id);
}

/** Takes its rules with it. */
export async function deleteChannel(tx: Transaction, id: string): Promise<void> {
  await tx.notificationChannel.deleteMany({ where: { id } });
}

/** What a try over it came to is no edit: `updatedAt` stays. */
export async function noteChannel(
  db: Transaction,
  id: string,
  note: { readonly testedAt?: Date; readonly lastSentAt?: Date; readonly lastError?: string | null },
): Promise<void> {
  await db.notificationChannel.updateMany({ where: { id }, data: note });
}

/** True for one of all that want to send a heartbeat which is due. */
export async function takeHeartbeat(
  db: Transaction,
  channel: Pick<StoredChannel, 'id' | 'heartbeatAt'>,
  now: Date,
): Promise<boolean> {
  const { count } = await db.notificationChannel.updateMany({
    where: { id: channel.id, heartbeatAt: channel.heartbeatAt },
    data: { heartbeatAt: now },
  });
  return count === 1;
}

function toChannel(row: Row): StoredChannel {
  const { data } = row;
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  if (!isObject) throw new Error(`the data of notification channel ${row.id} is no JSON object`);
  return { ...row, data };
}

/** A copy that holds exactly what JSON can. */
function toJson(value: object) {
  return JSON.parse(JSON.stringify(value));
}

function refuseName(name: string) {
  return (error: unknown): never => {
    throw isUniqueViolation(error) ? nameTaken('notification channel', 'name', name) : error;
  };
}
