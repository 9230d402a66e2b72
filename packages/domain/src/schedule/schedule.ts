import { z } from 'zod';
import { ById, IfUpdatedAt, PageInput, recordFields } from '../form/page.ts';

export const Misfire = z.enum(['run-once', 'skip']).meta({
  title: 'After an absence',
  labels: { 'run-once': 'Run once', skip: 'Skip' },
  hints: {
    'run-once': 'One run catches up for all that were missed.',
    skip: 'What was missed stays missed.',
  },
});
export type Misfire = z.infer<typeof Misfire>;

export const ScheduledActionInput = z.strictObject({
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

export const ScheduleCreate = z.strictObject({
  ...fields,
  description: fields.description.default(''),
  recurrenceEnabled: fields.recurrenceEnabled.default(true),
  misfire: fields.misfire.default('run-once'),
  actions: fields.actions.default([]),
});
export type ScheduleCreate = z.infer<typeof ScheduleCreate>;

export const ScheduleUpdate = z
  .strictObject({ ...ById.shape, ifUpdatedAt: IfUpdatedAt, ...fields })
  .partial()
  .required({ id: true });
export type ScheduleUpdate = z.infer<typeof ScheduleUpdate>;

export const ScheduledAction = z.object({
  id: z.string(),
  position: z.int(),
  kind: z.string(),
  version: z.int(),
  data: z.looseObject({}),
  /** False: no plugin here reads it; it is kept and never run. */
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

export const SchedulePreviewInput = z.strictObject({
  recurrence: fields.recurrence,
  recurrenceStart: FloatingTime,
  timeZone: fields.timeZone,
  count: z.int().min(1).max(1000).default(10),
  /** Exclusive; without it the list begins with `recurrenceStart` itself. */
  after: z.iso.datetime({ offset: true }).optional(),
});
export type SchedulePreviewInput = z.infer<typeof SchedulePreviewInput>;

export const SchedulePreview = z.object({
  /** The recurrence in words. */
  text: z.string(),
  /** UTC instants. */
  occurrences: z.array(z.iso.datetime()),
  /** The same, each with what the clocks show and do then. */
  details: z.array(
    z.object({
      instant: z.iso.datetime(),
      wall: z.string(),
      offset: z.string(),
      zone: z.string(),
      shifted: z.boolean(),
      doubled: z.boolean(),
      reason: z.string().nullable(),
    }),
  ),
  /** The first local time that the rule itself matches, to be proposed as the start; null for dates alone. */
  suggestedStart: z.string().nullable(),
});
export type SchedulePreview = z.infer<typeof SchedulePreview>;

export const ScheduledActionKindView = z.object({
  kind: z.string(),
  name: z.string(),
  form: z.record(z.string(), z.unknown()),
});
export type ScheduledActionKindView = z.infer<typeof ScheduledActionKindView>;

/** What a run by hand made; `problems` says of each action that made nothing why. */
export const ScheduleRun = z.object({ jobs: z.array(z.int()), problems: z.array(z.string()) });
export type ScheduleRun = z.infer<typeof ScheduleRun>;

export const OccurrenceList = z.strictObject({ ...ById.shape, ...PageInput.shape });
export type OccurrenceList = z.infer<typeof OccurrenceList>;

/** Over all schedules, newest first. */
export const LedgerList = z.strictObject({
  ...PageInput.shape,
  state: z.enum(['done', 'skipped']).optional(),
});
export type LedgerList = z.infer<typeof LedgerList>;

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

/** An occurrence in the ledger of all schedules. */
export const LedgerEntry = z.object({ ...Occurrence.shape, scheduleName: z.string() });
export type LedgerEntry = z.infer<typeof LedgerEntry>;
