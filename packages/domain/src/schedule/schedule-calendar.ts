import { z } from 'zod';
import { ScheduledActionInput, SchedulePreviewInput } from './schedule.ts';

const Instant = z.iso.datetime({ offset: true });
const RANGE_MAX_MS = 100 * 86_400_000;

export const ScheduleCalendarInput = z
  .strictObject({ from: Instant, to: Instant })
  .refine(({ from, to }) => Date.parse(to) > Date.parse(from), {
    path: ['to'],
    error: 'It ends after it begins.',
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= RANGE_MAX_MS, {
    path: ['to'],
    error: 'At most 100 days at once.',
  });
export type ScheduleCalendarInput = z.infer<typeof ScheduleCalendarInput>;

/** Why an occurrence is expected to start its work late. */
export const ExpectedWait = z.object({
  ms: z.int(),
  repositoryId: z.string(),
  repository: z.string(),
  /** The schedule whose work it waits for. */
  behindId: z.string(),
  behind: z.string(),
});
export type ExpectedWait = z.infer<typeof ExpectedWait>;

/** When a repository is expected to be at work for an occurrence. */
export const ExpectedBlock = z.object({
  repositoryId: z.string(),
  repository: z.string(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
});
export type ExpectedBlock = z.infer<typeof ExpectedBlock>;

export const CalendarOccurrence = z.object({
  scheduleId: z.string(),
  name: z.string(),
  instant: z.iso.datetime(),
  /** `coming`: computed, it has no row yet. */
  state: z.enum(['coming', 'due', 'running', 'done', 'skipped']),
  /** What became of its jobs; null while it is to come, or when they are gone. */
  outcome: z.enum(['good', 'warning', 'failed', 'running', 'cancelled']).nullable(),
  reason: z.string().nullable(),
  /** How many jobs it made, or is expected to make; null: not known. */
  jobs: z.int().nullable(),
  blocks: z.array(ExpectedBlock),
  wait: ExpectedWait.nullable(),
});
export type CalendarOccurrence = z.infer<typeof CalendarOccurrence>;

export const ScheduleCalendar = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** In order of time. */
  occurrences: z.array(CalendarOccurrence),
  /** Schedules that run too often to list each time. */
  frequent: z.array(
    z.object({
      scheduleId: z.string(),
      name: z.string(),
      text: z.string(),
      perDay: z.number(),
      jobs: z.int().nullable(),
    }),
  ),
  /** The next change of the clocks in each zone that a schedule uses, and who runs at another time for it. */
  clockChanges: z.array(
    z.object({
      timeZone: z.string(),
      instant: z.iso.datetime(),
      from: z.string(),
      to: z.string(),
      schedules: z.array(
        z.object({ scheduleId: z.string(), name: z.string(), reason: z.string(), wall: z.string() }),
      ),
    }),
  ),
  /** What is not in here because there is too much of it; a sentence each. */
  leftOut: z.array(z.string()),
});
export type ScheduleCalendar = z.infer<typeof ScheduleCalendar>;

export const ScheduleForesightInput = z.strictObject({
  recurrence: SchedulePreviewInput.shape.recurrence,
  recurrenceStart: SchedulePreviewInput.shape.recurrenceStart,
  timeZone: SchedulePreviewInput.shape.timeZone,
  actions: z.array(ScheduledActionInput).max(100),
  /** The schedule that is being edited. */
  id: z.string().optional(),
});
export type ScheduleForesightInput = z.infer<typeof ScheduleForesightInput>;

/** What an action would do now. */
export const ForeseenAction = z.object({
  jobs: z.int(),
  /** What it matches now, the first few: `system of db01`. */
  names: z.array(z.string()),
  /** From past runs; null: it never ran. */
  expectedMs: z.int().nullable(),
  problem: z.string().nullable(),
});
export type ForeseenAction = z.infer<typeof ForeseenAction>;

/** What a schedule would meet, before it is saved. */
export const ScheduleForesight = z.object({
  actions: z.array(ForeseenAction),
  /** The hours around its next occurrence; null: there is none, or nothing is known of it. */
  night: z
    .object({
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      instant: z.iso.datetime(),
      blocks: z.array(
        z.object({
          ...ExpectedBlock.shape,
          own: z.boolean(),
          name: z.string(),
          /** Since when it waits to start; null: it does not. */
          waitsFrom: z.iso.datetime().nullable(),
        }),
      ),
    })
    .nullable(),
  /** By its coming instants, those at which it would wait. */
  waits: z.array(z.object({ instant: z.iso.datetime(), wait: ExpectedWait })),
  /** A start near its next occurrence at which nothing would wait, a floating local time; null: none is needed, or there is none. */
  freeAt: z.string().nullable(),
});
export type ScheduleForesight = z.infer<typeof ScheduleForesight>;
