import { getChannel, noteChannel } from '@borgcube/db/notification-channel-store';
import { newRecordId } from '@borgcube/db/record-id';
import { inTransaction } from '@borgcube/db/transaction';
import type { ChannelTest } from '@borgcube/domain/notification/notification-channel';
import type { NotificationMessage } from '@borgcube/domain/notification/notification-message';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { NOTIFICATION_CHANNEL } from '../secret/secret-places.ts';
import { sendOver } from './send-over.ts';

/** Sends a test message now, and answers what came of it. */
export async function testChannel(ctx: CoreContext, id: string, publicUrl: string): Promise<ChannelTest> {
  requireRole(ctx, 'admin');
  const channel = await getChannel(ctx.db, id);
  const at = ctx.clock();
  const message: NotificationMessage = {
    id: `${newRecordId(at)}.test`,
    event: 'test',
    phase: 'told',
    title: 'BorgCube can reach you here',
    text: `${ctx.actor.name} pressed Test for the channel ${channel.name}. Nothing is wrong.`,
    severity: 'info',
    at: at.toISOString(),
    url: `${publicUrl}/settings/notifications`,
    client: null,
    repository: null,
    jobId: null,
  };
  const error = await sendOver(ctx, { channel, message, signal: new AbortController().signal });
  await inTransaction(ctx.db, async (tx) => {
    await noteChannel(tx, id, error === null ? { testedAt: at, lastError: null } : { lastError: error });
    await recordChange(tx, ctx, {
      what: `Tested notification channel ${channel.name}: ${error === null ? 'it works' : 'it failed'}`,
      noun: NOTIFICATION_CHANNEL,
      recordId: id,
    });
  });
  return { ok: error === null, error, at: at.toISOString() };
}
