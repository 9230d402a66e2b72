import * as store from '@borgcube/db/notification-channel-store';
import { insertRule, listRules } from '@borgcube/db/notification-rule-store';
import type { Transaction } from '@borgcube/db/open-database';
import { dropWaiting } from '@borgcube/db/outbox-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError, invalidFields } from '@borgcube/domain/error/domain-error';
import type {
  NotificationChannel,
  NotificationChannelCreate,
  NotificationChannelUpdate,
} from '@borgcube/domain/notification/notification-channel';
import { IncidentEvent } from '@borgcube/domain/notification/notification-message';
import type { Notifier } from '@borgcube/plugin-kit/define-notifier';
import { requireRole } from '../actor/require-role.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { requireUnchanged } from '../record/require-unchanged.ts';
import { NOTIFICATION_CHANNEL } from '../secret/secret-places.ts';
import {
  checkData,
  type Data,
  notifierVersion,
  openData,
  readOpenData,
  secretFields,
  splitData,
  storeSecrets,
} from './channel-data.ts';
import { toChannelView } from './channel-view.ts';

/** The first one that can tell of incidents is told of all of them. */
export async function createChannel(
  ctx: CoreContext,
  { kind, name, enabled, data }: NotificationChannelCreate,
): Promise<NotificationChannel> {
  requireRole(ctx, 'admin');
  const notifier = ctx.kinds.notifiers.get(kind);
  if (!notifier) throw invalidFields({ kind: [`No plugin here knows the channel ${kind}.`] });
  const { open, secrets } = splitData(notifier, checkData(notifier, data));
  const version = notifierVersion(notifier);
  return inTransaction(ctx.db, async (tx) => {
    const stored = await store.insertChannel(tx, { kind, name, enabled, version, data: open }, ctx.clock());
    await storeSecrets(tx, ctx, stored, { secrets, fields: secretFields(notifier) });
    await recordChange(tx, ctx, {
      what: `Added notification channel ${name}`,
      noun: NOTIFICATION_CHANNEL,
      recordId: stored.id,
      changes: changesOf({}, { kind, ...open }),
    });
    if (notifier.heartbeatOnly !== true) await addFirstRule(tx, ctx, stored);
    return toChannelView(ctx.kinds, stored, new Set(secrets.keys()));
  });
}

async function addFirstRule(tx: Transaction, ctx: CoreContext, channel: store.StoredChannel): Promise<void> {
  if ((await listRules(tx)).length > 0) return;
  const name = 'Everything that needs a person';
  const events = IncidentEvent.options;
  const asked = {
    name,
    enabled: true,
    channelId: channel.id,
    events,
    clientPattern: null,
    repositoryId: null,
  };
  const rule = await insertRule(tx, asked, ctx.clock());
  await recordChange(tx, ctx, {
    what: `Added notification rule ${name} with the first channel`,
    noun: 'notificationRule',
    recordId: rule.id,
  });
}

/** Fields of `data` that are not given stay, secrets too. */
export async function updateChannel(
  ctx: CoreContext,
  { id, ifUpdatedAt, data, ...fields }: NotificationChannelUpdate,
): Promise<NotificationChannel> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const before = await store.getChannel(tx, id);
    requireUnchanged(before, ifUpdatedAt);
    const notifier = ctx.kinds.notifiers.get(before.kind);
    if (data && !notifier) throw unknownKind(before.kind);
    const { name = before.name, enabled = before.enabled } = fields;
    const merged = notifier && data ? await mergeData(tx, ctx, notifier, before, data) : null;
    const settings = {
      name,
      enabled,
      version: notifier && merged ? notifierVersion(notifier) : before.version,
      data: merged?.open ?? before.data,
    };
    const after = await store.updateChannel(tx, before, settings, ctx.clock());
    const secretFieldsChanged =
      notifier && merged
        ? await storeSecrets(tx, ctx, after, { secrets: merged.secrets, fields: secretFields(notifier) })
        : [];
    if (!enabled) await dropWaiting(tx, id, 'The channel was switched off.');
    await recordChange(tx, ctx, {
      what: `Changed notification channel ${after.name}`,
      noun: NOTIFICATION_CHANNEL,
      recordId: id,
      changes: {
        ...changesOf({ ...before, ...before.data }, { name, enabled, ...settings.data }),
        ...Object.fromEntries(secretFieldsChanged.map((field) => [field, { changed: true } as const])),
      },
    });
    const held = notifier ? (await openData(tx, ctx, notifier, after)).secrets : new Map();
    return toChannelView(ctx.kinds, after, new Set(held.keys()));
  });
}

async function mergeData(
  tx: Transaction,
  ctx: CoreContext,
  notifier: Notifier,
  channel: store.StoredChannel,
  given: Data,
) {
  const hidden = new Set(secretFields(notifier));
  // An empty password stands for the one that is stored.
  const meant = Object.entries(given).filter(
    ([field, value]) => value !== undefined && !(hidden.has(field) && value === ''),
  );
  const { secrets } = await openData(tx, ctx, notifier, channel);
  const held = Object.fromEntries([...secrets].map(([field, secret]) => [field, secret.reveal()]));
  const merged = { ...readOpenData(notifier, channel), ...held, ...Object.fromEntries(meant) };
  return splitData(notifier, checkData(notifier, merged));
}

/** Its rules, its secrets and what still waits for it go with it. */
export async function deleteChannel(ctx: CoreContext, id: string): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    const { name } = await store.getChannel(tx, id);
    await store.deleteChannel(tx, id);
    await dropWaiting(tx, id, 'The channel was deleted.');
    await ctx.secrets.remove(tx, NOTIFICATION_CHANNEL, id);
    await recordChange(tx, ctx, {
      what: `Deleted notification channel ${name}`,
      noun: NOTIFICATION_CHANNEL,
      recordId: id,
    });
  });
}

function unknownKind(kind: string): DomainError {
  return new DomainError('PRECONDITION_FAILED', 'kind-unknown', `No plugin here knows the channel ${kind}.`);
}
