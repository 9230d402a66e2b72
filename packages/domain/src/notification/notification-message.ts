import { z } from 'zod';

/** Something needs a person from now on, until it is over. Told once when it opens and once when it ends. */
export const IncidentEvent = z.enum([
  'client-stale',
  'scheduler-stopped',
  'job-failed',
  'archive-suspect',
  'repository-damaged',
  'repository-tampered',
  'repository-full-soon',
  'compact-overdue',
  'plan-refused',
]);
export type IncidentEvent = z.infer<typeof IncidentEvent>;

/** What a rule may ask to be told of; `job-warning` and `job-done` are outcomes, each told on its own. */
export const NotificationEvent = z.enum([...IncidentEvent.options, 'job-warning', 'job-done']);
export type NotificationEvent = z.infer<typeof NotificationEvent>;

/** `opened`, then `closed` for its end; `told` for what has none. */
export const MessagePhase = z.enum(['opened', 'closed', 'told']);
export type MessagePhase = z.infer<typeof MessagePhase>;

/** What goes out over a channel; notifiers choose how it looks. Holds no secret. */
export const NotificationMessage = z.object({
  /** The same for each try: the far side can tell a repetition. */
  id: z.string(),
  event: z.union([NotificationEvent, z.enum(['test', 'heartbeat'])]),
  phase: MessagePhase,
  /** One line: `web03 did not answer on port 22`. */
  title: z.string(),
  /** A few lines of plain text: since when, evidence. */
  text: z.string(),
  severity: z.enum(['info', 'warning', 'critical']),
  at: z.iso.datetime(),
  /** Where the console shows it. */
  url: z.string().nullable(),
  client: z.string().nullable(),
  repository: z.string().nullable(),
  jobId: z.int().nullable(),
});
export type NotificationMessage = z.infer<typeof NotificationMessage>;
