import {
  listChannels,
  noteChannel,
  type StoredChannel,
  takeHeartbeat,
} from '@borgcube/db/notification-channel-store';
import type { NotificationMessage } from '@borgcube/domain/notification/notification-message';
import { findSchedulerTrouble } from '../alert/assess-scheduler.ts';
import type { SendContext, Sender } from './send-outbox.ts';
import { heartbeatOf, sendOver } from './send-over.ts';

/**
 * Sends the heartbeats that are due: of several nodes one sends each, and none does unless database, worker and scheduler
 * are well. A heartbeat that fails is not tried again before the next one.
 */
export async function sendHeartbeats(ctx: SendContext, sender: Sender): Promise<void> {
  for (const channel of await listChannels(ctx.db)) {
    if (sender.signal.aborted) return;
    if (
      channel.enabled &&
      (await isDue(ctx, channel)) &&
      (await takeHeartbeat(ctx.db, channel, ctx.clock()))
    ) {
      await beat(ctx, sender, channel);
    }
  }
}

async function isDue(ctx: SendContext, channel: StoredChannel): Promise<boolean> {
  const notifier = ctx.kinds.notifiers.get(channel.kind);
  const every = notifier ? await heartbeatOf(ctx, notifier, channel) : null;
  if (every === null) return false;
  const { heartbeatAt } = channel;
  const since =
    heartbeatAt === null ? Number.POSITIVE_INFINITY : ctx.clock().getTime() - heartbeatAt.getTime();
  // Below nothing: the clock was set back.
  return since >= every || since < 0;
}

async function beat(ctx: SendContext, { signal, publicUrl }: Sender, channel: StoredChannel): Promise<void> {
  const trouble = await findSchedulerTrouble(ctx);
  const now = ctx.clock();
  const isWell = trouble === null;
  const message: NotificationMessage = {
    id: `${channel.id}.heartbeat.${now.getTime()}`,
    event: 'heartbeat',
    phase: 'told',
    title: isWell ? 'BorgCube is well' : 'BorgCube is not well',
    text: isWell ? 'Database, worker and scheduler are well.' : 'The scheduler does not run what is due.',
    severity: isWell ? 'info' : 'critical',
    at: now.toISOString(),
    url: publicUrl(),
    client: null,
    repository: null,
    jobId: null,
  };
  const error = await sendOver(ctx, { channel, message, signal, asFailure: !isWell });
  if (signal.aborted) return;
  if (error !== null) await noteChannel(ctx.db, channel.id, { lastError: error });
  else if (isWell) await noteChannel(ctx.db, channel.id, { lastSentAt: now, lastError: null });
}
