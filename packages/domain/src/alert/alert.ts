import { z } from 'zod';
import { PageInput } from '../form/page.ts';
import { IncidentEvent, MessagePhase, NotificationEvent } from '../notification/notification-message.ts';

/** One message over one channel, and what became of it. */
export const ToldMessage = z.object({
  id: z.int(),
  channelId: z.string(),
  /** Null: the channel is gone. */
  channelName: z.string().nullable(),
  phase: MessagePhase,
  /** `waiting` until it is sent; `given-up` after a day without success. */
  state: z.enum(['waiting', 'sent', 'given-up']),
  sentAt: z.iso.datetime().nullable(),
  lastError: z.string().nullable(),
});
export type ToldMessage = z.infer<typeof ToldMessage>;

/** An incident, from when it was seen until it was over, and who was told. */
export const Alert = z.object({
  id: z.string(),
  event: IncidentEvent,
  subject: z.string(),
  sentence: z.string(),
  evidence: z.string(),
  clientId: z.string().nullable(),
  configId: z.string().nullable(),
  repositoryId: z.string().nullable(),
  jobId: z.int().nullable(),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  told: z.array(ToldMessage),
});
export type Alert = z.infer<typeof Alert>;

export const AlertList = z.strictObject({ ...PageInput.shape, open: z.boolean().optional() }).prefault({});
export type AlertList = z.infer<typeof AlertList>;

export const ToldOfJobInput = z.strictObject({ jobId: z.int().positive() });

/** What went out because of a job: of the incident that it belongs to, or of its own outcome. */
export const ToldOfJob = z.object({
  /** The incident that its failure belongs to; null: none. */
  alert: z.object({ id: z.string(), event: NotificationEvent, openedAt: z.iso.datetime() }).nullable(),
  told: z.array(ToldMessage),
});
export type ToldOfJob = z.infer<typeof ToldOfJob>;
