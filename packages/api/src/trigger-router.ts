import { createTrigger } from '@borgcube/core/trigger/create-trigger';
import { deleteTrigger } from '@borgcube/core/trigger/delete-trigger';
import { getTrigger, listTriggers } from '@borgcube/core/trigger/list-triggers';
import { runTrigger } from '@borgcube/core/trigger/run-trigger';
import { updateTrigger } from '@borgcube/core/trigger/update-trigger';
import { ById, pageOf } from '@borgcube/domain/form/page';
import {
  Trigger,
  TriggerCreate,
  TriggeredJobs,
  TriggerList,
  TriggerRun,
  TriggerUpdate,
} from '@borgcube/domain/trigger/trigger';
import { adminProcedure, publicProcedure, router, viewerProcedure } from './trpc.ts';

export const triggerRouter = router({
  list: viewerProcedure
    .input(TriggerList)
    .output(pageOf(Trigger))
    .query(({ ctx, input }) => listTriggers(ctx.core, input)),
  get: viewerProcedure
    .input(ById)
    .output(Trigger)
    .query(({ ctx, input }) => getTrigger(ctx.core, input.id)),

  create: adminProcedure
    .input(TriggerCreate)
    .output(Trigger)
    .mutation(({ ctx, input }) => createTrigger(ctx.core, input)),
  update: adminProcedure
    .input(TriggerUpdate)
    .output(Trigger)
    .mutation(({ ctx, input }) => updateTrigger(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(ById)
    .mutation(async ({ ctx, input }) => {
      await deleteTrigger(ctx.core, input.id);
      return input;
    }),

  /** No role opens it: the local socket does, and there the id's own access decides. */
  run: publicProcedure
    .input(TriggerRun)
    .output(TriggeredJobs)
    .mutation(({ ctx, input }) => runTrigger(ctx.core, { ...input, isLocal: ctx.localSocket })),
});
