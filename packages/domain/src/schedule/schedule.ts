import { z } from 'zod';
import { ById, IfUpdatedAt, recordFields } from '../form/page.ts';

export const Misfire = z.enum(['run-once', 'skip']).meta({
  title: 'After an absence',
  labels: { 'run-once': 'Run once', skip: 'Skip' },
  hints: {
    'run-once': 'One run catches up for all that were missed.',
    skip: 'What was missed stays missed.',
  },
});

export const ScheduledActionInput = z.object({
  kind: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'A dotted kind, for example borgcube.backup.')
    .max(200),
  data: z.looseObject({}),
});
export type ScheduledActionInput = z.infer<typeof ScheduledActionInput>;

export const FloatingTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/,
    'A local time without zone, for example 2026-11-22T02:30:00.',
  );

const fields = {
  name: z
    .string()
    .trim()
    .min(1, 'A schedule needs a name.')
    .max(100)
    .meta({ title: 'Name', placeholder: 'Nightly', section: 'What' }),
  description: z.string().max(2000).meta({ title: 'Description', widget: 'textarea', section: 'What' }),
  recurrenceEnabled: z.boolean().meta({ title: 'Enabled', section: 'When' }),
  recurrence: z
    .string()
    .min(1, 'When shall it run?')
    .max(10_000)
    .meta({ title: 'Recurrence', widget: 'recurrence', section: 'When' }),
  recurrenceStart: FloatingTime.meta({
    title: 'Starts',
    widget: 'dateTime',
    section: 'When',
    description: 'The first run, if it is still to come.',
  }),
  timeZone: z.string().min(1).max(100).meta({ title: 'Time zone', widget: 'timeZone', section: 'When' }),
  misfire: Misfire.meta({ ...Misfire.meta(), section: 'When' }),
  actions: z
    .array(ScheduledActionInput)
    .max(100)
    .meta({ title: 'Actions', widget: 'actions', section: 'Actions' }),
};

export const ScheduleCreate = z.object({
  ...fields,
  description: fields.description.default(''),
  recurrenceEnabled: fields.recurrenceEnabled.default(true),
  misfire: fields.misfire.default('run-once'),
  actions: fields.actions.default([]),
});
export type ScheduleCreate = z.infer<typeof ScheduleCreate>;

export const ScheduleUpdate = z
  .object({ ...ById.shape, ifUpdatedAt: IfUpdatedAt, ...fields })
  .partial()
  .required({ id: true });
export type ScheduleUpdate = z.infer<typeof ScheduleUpdate>;

export const ScheduledAction = z.object({
  id: z.string(),
  position: z.int(),
  kind: z.string(),
  version: z.int(),
  data: z.looseObject({}),
  known: z.boolean(),
});
export type ScheduledAction = z.infer<typeof ScheduledAction>;

export const Schedule = z.object({
  ...recordFields,
  name: z.string(),
  description: z.string(),
  recurrenceEnabled: z.boolean(),
  recurrence: z.string(),
  recurrenceStart: z.string(),
  timeZone: z.string(),
  misfire: Misfire,
  /** Instants before this are no occurrences: when it was created, last enabled or last changed. */
  effectiveFrom: z.iso.datetime(),
  text: z.string(),
  nextAt: z.iso.datetime().nullable(),
  actions: z.array(ScheduledAction),
});
export type Schedule = z.infer<typeof Schedule>;

export const SchedulePreviewInput = z.object({
  recurrence: fields.recurrence,
  recurrenceStart: FloatingTime,
  timeZone: fields.timeZone,
  count: z.int().min(1).max(100).default(10),
  after: z.iso.datetime().optional(),
});
export type SchedulePreviewInput = z.infer<typeof SchedulePreviewInput>;

export const OccurrenceState = z.enum(['due', 'running', 'done', 'skipped']);
export type OccurrenceState = z.infer<typeof OccurrenceState>;

export const Occurrence = z.object({
  id: z.string(),
  scheduleId: z.string(),
  instant: z.iso.datetime(),
  state: OccurrenceState,
  reason: z.string().nullable(),
  jobs: z.array(z.int()),
});
export type Occurrence = z.infer<typeof Occurrence>;
