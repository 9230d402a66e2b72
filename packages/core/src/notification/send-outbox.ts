import { findChannel, noteChannel, type StoredChannel } from '@borgcube/db/notification-channel-store';
import { claimMessages, hasEarlierWaiting, type OutboxRow, settleMessage } from '@borgcube/db/outbox-store';
import { inTransaction } from '@borgcube/db/transaction';
import { GIVE_UP_AFTER_MS, nextTry } from '@borgcube/domain/notification/next-try';
import type { CoreContext } from '../core-context.ts';
import { MessagePayload, toMessage } from './message-payload.ts';
import { SEND_WITHIN_MS, sendOver } from './send-over.ts';

export type SendContext = Pick<CoreContext, 'db' | 'clock' | 'bus' | 'secrets' | 'kinds'>;

export interface Sender {
  /** Another one at each start of a process. */
  readonly id: string;
  /** Null: nobody knows it here. */
  readonly publicUrl: () => string | null;
  readonly signal: AbortSignal;
}

const LEASE_MS = 90_000;
/** So long after its claim a message is not begun any more: it must be done before its lease runs out. */
const BEGIN_WITHIN_MS = LEASE_MS - SEND_WITHIN_MS - 10_000;
const TAKE = 20;
const WAIT_FOR_EARLIER_MS = 5000;

/**
 * Sends what is due: at least once, the oldest of a channel first, and the end of an incident never before its beginning.
 * A sender that dies between sending and noting it leaves the message to another one when its lease has run out; the
 * message's id tells the far side. Answers how many were taken up.
 */
export async function sendOutbox(ctx: SendContext, sender: Sender): Promise<number> {
  const rows = await claimMessages(ctx.db, sender.id, { now: ctx.clock(), leaseMs: LEASE_MS, take: TAKE });
  const claimedAt = performance.now();
  const isInTime = () => performance.now() - claimedAt < BEGIN_WITHIN_MS;
  const channelIds = [...new Set(rows.map(({ channelId }) => channelId))];
  const ofChannel = (id: string) => rows.filter(({ channelId }) => channelId === id);
  await Promise.all(channelIds.map((id) => sendInOrder(ctx, sender, ofChannel(id), isInTime)));
  return rows.length;
}

/** One channel's messages. After one that failed the others wait: the channel is down, or slow. */
async function sendInOrder(
  ctx: SendContext,
  sender: Sender,
  rows: readonly OutboxRow[],
  isInTime: () => boolean,
): Promise<void> {
  let isDown = false;
  for (const row of rows) {
    if (sender.signal.aborted) await giveBack(ctx, row, row.dueAt ?? ctx.clock());
    else if (isDown || !isInTime() || (await hasEarlierWaiting(ctx.db, row))) {
      await giveBack(ctx, row, new Date(ctx.clock().getTime() + WAIT_FOR_EARLIER_MS));
    } else isDown = !(await sendOne(ctx, sender, row));
  }
}

async function giveBack({ db }: SendContext, row: OutboxRow, dueAt: Date): Promise<void> {
  await settleMessage(db, row, { dueAt });
}

async function sendOne(ctx: SendContext, { signal, publicUrl }: Sender, row: OutboxRow): Promise<boolean> {
  const channel = await findChannel(ctx.db, row.channelId);
  const payload = MessagePayload.safeParse(row.payload);
  if (!channel?.enabled || !payload.success) {
    const lastError = payload.success ? 'The channel is off.' : 'This version cannot read the message.';
    await settleMessage(ctx.db, row, { dueAt: null, lastError });
    return true;
  }
  const message = toMessage(payload.data, publicUrl());
  const error = await sendOver(ctx, { channel, message, signal });
  // What was cut short by the end of this process has not failed.
  if (error !== null && signal.aborted) {
    await giveBack(ctx, row, ctx.clock());
    return false;
  }
  await noteResult(ctx, { row, channel, title: message.title, error });
  return error === null;
}

interface Result {
  readonly row: OutboxRow;
  readonly channel: StoredChannel;
  readonly title: string;
  readonly error: string | null;
}

async function noteResult(ctx: SendContext, { row, channel, title, error }: Result): Promise<void> {
  const now = ctx.clock();
  await inTransaction(ctx.db, async (tx) => {
    if (error === null) {
      await settleMessage(tx, row, { dueAt: null, sentAt: now, lastError: null });
      await noteChannel(tx, channel.id, { lastSentAt: now, lastError: null });
      return;
    }
    const attempts = row.attempts + 1;
    const dueAt = nextTry({ attempts, createdAt: row.createdAt, now });
    await settleMessage(tx, row, { dueAt, attempts, lastError: error });
    const hours = GIVE_UP_AFTER_MS / 3_600_000;
    const lastError = dueAt === null ? `Gave up on “${title}” after ${hours} h: ${error}` : error;
    await noteChannel(tx, channel.id, { lastError });
  });
  ctx.bus.publish({ type: 'record', noun: 'notificationChannel', recordId: channel.id });
}
