import { z } from 'zod';
import { ById, IfUpdatedAt, recordFields } from '../form/page.ts';

const name = z
  .string()
  .trim()
  .min(1, 'A channel needs a name.')
  .max(100)
  .meta({ title: 'Name', placeholder: 'Mail to the admins', section: 'What' });
const enabled = z.boolean().meta({
  title: 'Enabled',
  description: 'While it is off nothing goes out over it, and nothing is kept for later.',
  section: 'What',
});
const kind = z.string().min(1).max(100);
const data = z.looseObject({});

export const NotificationChannelCreate = z.strictObject({
  name,
  kind,
  enabled: enabled.default(true),
  data,
});
export type NotificationChannelCreate = z.infer<typeof NotificationChannelCreate>;

/** Fields of `data` that are left out stay as they are; so a secret is only sent to change it, null takes it away. */
export const NotificationChannelUpdate = z.strictObject({
  ...ById.shape,
  ifUpdatedAt: IfUpdatedAt,
  name: name.optional(),
  enabled: enabled.optional(),
  data: data.optional(),
});
export type NotificationChannelUpdate = z.infer<typeof NotificationChannelUpdate>;

export const NotificationChannelList = z.strictObject({}).prefault({});

/** The wire view; secrets are never in it. */
export const NotificationChannel = z.object({
  ...recordFields,
  name: z.string(),
  kind: z.string(),
  enabled: z.boolean(),
  data: z.looseObject({}),
  /** Names of the fields that hold a secret. */
  secrets: z.array(z.string()),
  /** False: no plugin here reads it; it is kept and nothing goes out over it. */
  known: z.boolean(),
  /** It hears heartbeats alone, see `Notifier.heartbeatOnly`. */
  heartbeatOnly: z.boolean(),
  testedAt: z.iso.datetime().nullable(),
  lastSentAt: z.iso.datetime().nullable(),
  lastError: z.string().nullable(),
});
export type NotificationChannel = z.infer<typeof NotificationChannel>;

export const ChannelTest = z.object({
  ok: z.boolean(),
  /** What went wrong, in words that hold no secret. */
  error: z.string().nullable(),
  at: z.iso.datetime(),
});
export type ChannelTest = z.infer<typeof ChannelTest>;

/** A kind of channel, with the form of its `data`. */
export const NotifierKind = z.object({
  kind: z.string(),
  name: z.string(),
  description: z.string(),
  heartbeatOnly: z.boolean(),
});
export type NotifierKind = z.infer<typeof NotifierKind>;
