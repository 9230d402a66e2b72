import { z } from 'zod';
import { ById, IfUpdatedAt, recordFields } from '../form/page.ts';
import { EVENT_WORDS } from './event-words.ts';
import { NotificationEvent } from './notification-message.ts';

const wordsOf = (key: 'label' | 'hint') =>
  Object.fromEntries(Object.entries(EVENT_WORDS).map(([event, words]) => [event, words[key]]));

const fields = {
  name: z
    .string()
    .trim()
    .min(1, 'A rule needs a name.')
    .max(100)
    .meta({ title: 'Name', placeholder: 'Everything that needs a person', section: 'What' }),
  enabled: z.boolean().meta({ title: 'Enabled', section: 'What' }),
  channelId: z
    .string()
    .min(1, 'Which channel?')
    .max(64)
    .meta({ title: 'Channel', reference: 'notificationChannel', section: 'What' }),
  events: z
    .array(NotificationEvent)
    .min(1, 'Of what shall it tell?')
    .max(NotificationEvent.options.length)
    .meta({
      title: 'Tell when',
      widget: 'choices',
      labels: wordsOf('label'),
      hints: wordsOf('hint'),
      section: 'When',
    }),
  clientPattern: z.string().trim().max(500).nullable().meta({
    title: 'Clients',
    placeholder: 'web.*',
    description: 'A pattern that the whole host name matches. Empty: every client, and what concerns none.',
    section: 'Only for',
  }),
  repositoryId: z.string().max(64).nullable().meta({
    title: 'Repository',
    reference: 'repository',
    description: 'Empty: all of them.',
    section: 'Only for',
  }),
};

export const NotificationRuleCreate = z.strictObject({
  ...fields,
  enabled: fields.enabled.default(true),
  clientPattern: fields.clientPattern.default(null),
  repositoryId: fields.repositoryId.default(null),
});
export type NotificationRuleCreate = z.infer<typeof NotificationRuleCreate>;

export const NotificationRuleUpdate = z
  .strictObject({ ...ById.shape, ifUpdatedAt: IfUpdatedAt, ...fields })
  .partial()
  .required({ id: true });
export type NotificationRuleUpdate = z.infer<typeof NotificationRuleUpdate>;

export const NotificationRule = z.object({
  ...recordFields,
  name: z.string(),
  enabled: z.boolean(),
  channelId: z.string(),
  events: z.array(NotificationEvent),
  clientPattern: z.string().nullable(),
  repositoryId: z.string().nullable(),
});
export type NotificationRule = z.infer<typeof NotificationRule>;
