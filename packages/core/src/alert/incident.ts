import { type AlertWords, closeAlert, openAlert, type StoredAlert } from '@borgcube/db/alert-store';
import { listChannels } from '@borgcube/db/notification-channel-store';
import { listRulesInForce } from '@borgcube/db/notification-rule-store';
import type { Transaction } from '@borgcube/db/open-database';
import { channelsToldOf, insertMessages } from '@borgcube/db/outbox-store';
import { afterCommit } from '@borgcube/db/transaction';
import type { EndReason } from '@borgcube/domain/alert/end-words';
import type { CoreContext } from '../core-context.ts';
import { channelsFor } from '../notification/matching-rules.ts';
import type { MessagePayload } from '../notification/message-payload.ts';
import { findNames, type Names } from './find-names.ts';
import { closingMessage, openingMessage } from './incident-message.ts';

export type AlertContext = Pick<CoreContext, 'clock' | 'bus'>;

export interface Incident extends AlertWords {
  /** Repositories that it concerns beside its own: where a client's backups go. */
  readonly repositoryIds?: readonly string[];
  /** When it began, where that is known better than by now. */
  readonly since?: Date;
  /** Where they are known already. */
  readonly names?: Names;
}

/** Opens an incident and writes what is to be told of it, as part of a transaction; one that is open is told no more. */
export async function openIncident(
  tx: Transaction,
  ctx: AlertContext,
  { repositoryIds = [], since = ctx.clock(), names: known, ...words }: Incident,
): Promise<void> {
  const { alert, isNew } = await openAlert(tx, words, since);
  if (!isNew) return;
  const names = known ?? (await findNames(tx, alert));
  const channelIds = channelsFor(await listRulesInForce(tx), {
    event: alert.event,
    hostname: names.client,
    repositoryIds: alert.repositoryId === null ? repositoryIds : [alert.repositoryId, ...repositoryIds],
  });
  afterCommit(tx, () => ctx.bus.publish({ type: 'record', noun: 'alert', recordId: alert.id }));
  await tell(tx, ctx, { alert, channelIds, message: openingMessage(alert, names) });
}

/** Its end is told to whoever was told of its beginning. */
export async function endIncident(
  tx: Transaction,
  ctx: AlertContext,
  alert: StoredAlert,
  reason: EndReason = 'mended',
): Promise<void> {
  const at = ctx.clock();
  if (!(await closeAlert(tx, alert.id, at))) return;
  afterCommit(tx, () => ctx.bus.publish({ type: 'record', noun: 'alert', recordId: alert.id }));
  const told = await channelsToldOf(tx, alert.id);
  if (told.length === 0) return;
  const inForce = (await listChannels(tx)).filter((channel) => channel.enabled);
  const channelIds = inForce.map(({ id }) => id).filter((id) => told.includes(id));
  const message = closingMessage(alert, await findNames(tx, alert), { at, reason });
  await tell(tx, ctx, { alert, channelIds, message });
}

interface Telling {
  readonly alert: StoredAlert;
  readonly channelIds: readonly string[];
  readonly message: MessagePayload;
}

async function tell(
  tx: Transaction,
  ctx: AlertContext,
  { alert, channelIds, message }: Telling,
): Promise<void> {
  const rows = channelIds.map((channelId) => ({
    channelId,
    alertId: alert.id,
    jobId: alert.jobId,
    phase: message.phase,
    key: `${message.id}:${channelId}`,
    payload: message,
  }));
  await insertMessages(tx, rows, ctx.clock());
}
