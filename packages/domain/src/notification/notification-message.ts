import { z } from 'zod';

/** What a rule may ask to be told of. Incidents are told once when they open and once when they end. */
export const NotificationEvent = z.enum([
  'client-stale',
  'scheduler-stopped',
  'job-failed',
  'job-warning',
  'job-done',
  'archive-suspect',
  'repository-damaged',
  'repository-tampered',
  'repository-full-soon',
  'compact-overdue',
  'plan-refused',
]);
export type NotificationEvent = z.infer<typeof NotificationEvent>;

/** What goes out over a channel; notifiers choose how it looks. Holds no secret. */
export const NotificationMessage = z.object({
  /** The same for each try: the far side can tell a repetition. */
  id: z.string(),
  event: z.union([NotificationEvent, z.enum(['test', 'heartbeat'])]),
  /** `opened`, then `closed` for its end; `told` for what has none. */
  phase: z.enum(['opened', 'closed', 'told']),
  /** One line: `web03 did not answer on port 22`. */
  title: z.string(),
  /** A few lines of plain text: since when, evidence, what to press. */
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
