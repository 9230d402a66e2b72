import * as store from '@borgcube/db/notification-channel-store';
import { secretFieldsOf } from '@borgcube/db/secret-store';
import type { Page } from '@borgcube/domain/form/page';
import type { NotificationChannel, NotifierKind } from '@borgcube/domain/notification/notification-channel';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { NOTIFICATION_CHANNEL } from '../secret/secret-places.ts';
import { toChannelView } from './channel-view.ts';

/** All in one page. An address may be as good as a password, so it takes an admin to see them. */
export async function listChannels(ctx: CoreContext): Promise<Page<NotificationChannel>> {
  requireRole(ctx, 'admin');
  const channels = await store.listChannels(ctx.db);
  const secrets = await secretFieldsOf(
    ctx.db,
    NOTIFICATION_CHANNEL,
    channels.map(({ id }) => id),
  );
  const items = channels.map((channel) =>
    toChannelView(ctx.kinds, channel, secrets.get(channel.id) ?? new Set()),
  );
  return { items, nextCursor: null };
}

export async function getChannel(ctx: CoreContext, id: string): Promise<NotificationChannel> {
  requireRole(ctx, 'admin');
  const channel = await store.getChannel(ctx.db, id);
  const secrets = await secretFieldsOf(ctx.db, NOTIFICATION_CHANNEL, [id]);
  return toChannelView(ctx.kinds, channel, secrets.get(id) ?? new Set());
}

/** The ways to be told that there are here; the form of each is `notifier.<kind>`. */
export function listNotifiers(ctx: Pick<CoreContext, 'actor' | 'kinds'>): NotifierKind[] {
  requireRole(ctx, 'viewer');
  return [...ctx.kinds.notifiers.values()].map(({ kind, name, description = '', heartbeatOnly = false }) => ({
    kind,
    name,
    description,
    heartbeatOnly,
  }));
}
