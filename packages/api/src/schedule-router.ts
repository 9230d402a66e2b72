import { changeSchedule } from '@borgcube/core/schedule/change-schedule';
import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import { foreseeSchedule } from '@borgcube/core/schedule/foresee-schedule';
import {
  getSchedule,
  listLedger,
  listScheduleOccurrences,
  listSchedules,
} from '@borgcube/core/schedule/list-schedules';
import { previewSchedule } from '@borgcube/core/schedule/preview-schedule';
import { readCalendar } from '@borgcube/core/schedule/read-calendar';
import { removeSchedule } from '@borgcube/core/schedule/remove-schedule';
import { runScheduleNow } from '@borgcube/core/schedule/run-schedule-now';
import { ById, NamedList, pageOf } from '@borgcube/domain/form/page';
import {
  LedgerEntry,
  LedgerList,
  Occurrence,
  OccurrenceList,
  Schedule,
  ScheduleCreate,
  SchedulePreview,
  SchedulePreviewInput,
  ScheduleRun,
  ScheduleUpdate,
} from '@borgcube/domain/schedule/schedule';
import {
  ScheduleCalendar,
  ScheduleCalendarInput,
  ScheduleForesight,
  ScheduleForesightInput,
} from '@borgcube/domain/schedule/schedule-calendar';
import { adminProcedure, operatorProcedure, router, viewerProcedure } from './trpc.ts';

export const scheduleRouter = router({
  list: viewerProcedure
    .input(NamedList)
    .output(pageOf(Schedule))
    .query(({ ctx, input }) => listSchedules(ctx.core, input)),
  get: viewerProcedure
    .input(ById)
    .output(Schedule)
    .query(({ ctx, input }) => getSchedule(ctx.core, input.id)),
  preview: viewerProcedure
    .input(SchedulePreviewInput)
    .output(SchedulePreview)
    .query(({ ctx, input }) => previewSchedule(ctx.core, input)),
  occurrences: viewerProcedure
    .input(OccurrenceList)
    .output(pageOf(Occurrence))
    .query(({ ctx, input }) => listScheduleOccurrences(ctx.core, input)),
  calendar: viewerProcedure
    .input(ScheduleCalendarInput)
    .output(ScheduleCalendar)
    .query(({ ctx, input }) => readCalendar(ctx.core, input)),
  ledger: viewerProcedure
    .input(LedgerList)
    .output(pageOf(LedgerEntry))
    .query(({ ctx, input }) => listLedger(ctx.core, input)),
  foresee: viewerProcedure
    .input(ScheduleForesightInput)
    .output(ScheduleForesight)
    .query(({ ctx, input }) => foreseeSchedule(ctx.core, input)),

  create: adminProcedure
    .input(ScheduleCreate)
    .output(Schedule)
    .mutation(({ ctx, input }) => createSchedule(ctx.core, input)),
  update: adminProcedure
    .input(ScheduleUpdate)
    .output(Schedule)
    .mutation(({ ctx, input }) => changeSchedule(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(ById)
    .mutation(async ({ ctx, input }) => {
      await removeSchedule(ctx.core, input.id);
      return input;
    }),
  runNow: operatorProcedure
    .input(ById)
    .output(ScheduleRun)
    .mutation(({ ctx, input }) => runScheduleNow(ctx.core, input.id)),
});
