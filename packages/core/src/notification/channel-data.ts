import type { StoredChannel } from '@borgcube/db/notification-channel-store';
import type { Transaction } from '@borgcube/db/open-database';
import { secretFieldsOf } from '@borgcube/db/secret-store';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import { fieldErrorsOf } from '@borgcube/domain/form/field-errors';
import { toForm } from '@borgcube/domain/form/field-meta';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import type { Notifier } from '@borgcube/plugin-kit/define-notifier';
import { z } from 'zod';
import type { CoreContext } from '../core-context.ts';
import { evolveStored } from '../evolution/read-stored.ts';
import { channelSecret, NOTIFICATION_CHANNEL } from '../secret/secret-places.ts';

export type Data = Readonly<Record<string, unknown>>;

const Properties = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ widget: z.string().optional() })).optional(),
});

/** Fields of a notifier's form that are typed as passwords: they are sealed, and never stored or answered open. */
export function secretFields({ form }: Notifier): string[] {
  const { properties = {} } = Properties.parse(toForm(form));
  return Object.keys(properties).filter((field) => properties[field]?.widget === 'password');
}

export function notifierVersion(notifier: Notifier): number {
  return notifier.version ?? 1;
}

/** What was typed in, as the form reads it. Throws with the fields that are wrong, under `data`. */
export function checkData(notifier: Notifier, data: Data): Data {
  const parsed = notifier.form.safeParse(data);
  if (parsed.success) return Object.fromEntries(Object.entries(Object(parsed.data)));
  const errors = Object.entries(fieldErrorsOf(parsed.error));
  throw invalidFields(
    Object.fromEntries(errors.map(([path, messages]) => [path === '' ? 'data' : `data.${path}`, messages])),
  );
}

/** The data without its secrets, and the secrets that are set. */
export function splitData(
  notifier: Notifier,
  data: Data,
): { open: Data; secrets: ReadonlyMap<string, string> } {
  const hidden = new Set(secretFields(notifier));
  const open = Object.fromEntries(Object.entries(data).filter(([field]) => !hidden.has(field)));
  const secrets = new Map<string, string>();
  for (const field of hidden) {
    const value = data[field];
    if (typeof value === 'string' && value !== '') secrets.set(field, value);
  }
  return { open, secrets };
}

/** Stored data without its secrets, as the notifier's current version knows it. Throws `data-unreadable`. */
export function readOpenData(notifier: Notifier, channel: StoredChannel): Data {
  const type = {
    name: `notifier ${notifier.kind}`,
    version: notifierVersion(notifier),
    steps: notifier.steps ?? [],
  };
  return Object.fromEntries(Object.entries(Object(evolveStored(type, channel))));
}

/** Everything that a notifier needs, its secrets opened. */
export async function openData(
  db: Transaction,
  ctx: Pick<CoreContext, 'secrets'>,
  notifier: Notifier,
  channel: StoredChannel,
): Promise<{ readonly data: Data; readonly secrets: ReadonlyMap<string, SecretText> }> {
  const secrets = new Map<string, SecretText>();
  for (const field of secretFields(notifier)) {
    const secret = await ctx.secrets.open(db, channelSecret(channel.id, field));
    if (secret) secrets.set(field, secret);
  }
  const opened = Object.fromEntries([...secrets].map(([field, secret]) => [field, secret.reveal()]));
  return { data: { ...readOpenData(notifier, channel), ...opened }, secrets };
}

/** Seals what is set and new, clears what is not set any more. */
export async function storeSecrets(
  tx: Transaction,
  { secrets: safe, clock }: Pick<CoreContext, 'secrets' | 'clock'>,
  channel: StoredChannel,
  wanted: { readonly secrets: ReadonlyMap<string, string>; readonly fields: readonly string[] },
): Promise<readonly string[]> {
  const held = (await secretFieldsOf(tx, NOTIFICATION_CHANNEL, [channel.id])).get(channel.id) ?? new Set();
  const changed: string[] = [];
  for (const field of wanted.fields) {
    const place = channelSecret(channel.id, field);
    const value = wanted.secrets.get(field);
    const stored = held.has(field) ? await safe.open(tx, place) : null;
    if (value === stored?.reveal()) continue;
    changed.push(field);
    if (value === undefined) await safe.clear(tx, place);
    else await safe.seal(tx, place, new SecretText(value), { label: `channel ${channel.name}`, at: clock() });
  }
  return changed;
}
