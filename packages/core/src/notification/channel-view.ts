import type { StoredChannel } from '@borgcube/db/notification-channel-store';
import type { NotificationChannel } from '@borgcube/domain/notification/notification-channel';
import type { KindRegistry } from '../kind/kind-registry.ts';
import { readOpenData } from './channel-data.ts';

/** Data that nobody here can read is shown as it is stored. */
export function toChannelView(
  kinds: KindRegistry,
  channel: StoredChannel,
  secrets: ReadonlySet<string>,
): NotificationChannel {
  const notifier = kinds.notifiers.get(channel.kind);
  const { id, name, kind, enabled, lastError } = channel;
  return {
    id,
    name,
    kind,
    enabled,
    data: notifier ? tryRead(() => readOpenData(notifier, channel), channel) : { ...channel.data },
    secrets: [...secrets].sort(),
    known: notifier !== undefined,
    heartbeatOnly: notifier?.heartbeatOnly === true,
    testedAt: channel.testedAt?.toISOString() ?? null,
    lastSentAt: channel.lastSentAt?.toISOString() ?? null,
    lastError,
    createdAt: channel.createdAt.toISOString(),
    updatedAt: channel.updatedAt.toISOString(),
  };
}

function tryRead(read: () => Readonly<Record<string, unknown>>, channel: StoredChannel) {
  try {
    return { ...read() };
  } catch {
    return { ...channel.data };
  }
}
