import { confirmPlan } from '@borgcube/core/prune/confirm-plan';
import { getPlan, listPlans } from '@borgcube/core/prune/plan-view';
import { previewPrune } from '@borgcube/core/prune/preview-prune';
import { rulesOfClient } from '@borgcube/core/prune/rules-of-client';
import { deletePruneConfig } from '@borgcube/core/prune-config/delete-prune-config';
import { getPruneConfig, listPruneConfigs } from '@borgcube/core/prune-config/list-prune-configs';
import { runPruneConfig } from '@borgcube/core/prune-config/run-prune-config';
import { createPruneConfig, updatePruneConfig } from '@borgcube/core/prune-config/save-prune-config';
import { ById, NamedList, pageOf } from '@borgcube/domain/form/page';
import {
  ByClient,
  KeptArchive,
  PlanById,
  PruneConfig,
  PruneConfigCreate,
  PruneConfigUpdate,
  PrunePreviewInput,
  PrunePreviewItem,
  PruneStarted,
} from '@borgcube/domain/prune/prune-config';
import { PrunePlan, PrunePlanSummary } from '@borgcube/domain/prune/prune-plan';
import { DeletedConfig } from '@borgcube/domain/schedule/deleted-config';
import { z } from 'zod';
import { adminProcedure, operatorProcedure, router, viewerProcedure } from './trpc.ts';

export const pruneConfigRouter = router({
  list: viewerProcedure
    .input(NamedList)
    .output(pageOf(PruneConfig))
    .query(({ ctx, input }) => listPruneConfigs(ctx.core, input)),
  get: viewerProcedure
    .input(ById)
    .output(PruneConfig)
    .query(({ ctx, input }) => getPruneConfig(ctx.core, input.id)),
  preview: viewerProcedure
    .input(PrunePreviewInput)
    .output(z.array(PrunePreviewItem))
    .query(({ ctx, input }) => previewPrune(ctx.core, input, ctx.server.timeZone)),
  ofClient: viewerProcedure
    .input(ByClient)
    .output(z.array(KeptArchive))
    .query(({ ctx, input }) => rulesOfClient(ctx.core, input.clientId, ctx.server.timeZone)),
  plans: viewerProcedure
    .input(ById)
    .output(z.array(PrunePlanSummary))
    .query(({ ctx, input }) => listPlans(ctx.core, input.id)),
  plan: viewerProcedure
    .input(ById)
    .output(PrunePlan)
    .query(({ ctx, input }) => getPlan(ctx.core, input.id)),

  create: adminProcedure
    .input(PruneConfigCreate)
    .output(PruneConfig)
    .mutation(({ ctx, input }) => createPruneConfig(ctx.core, input)),
  update: adminProcedure
    .input(PruneConfigUpdate)
    .output(PruneConfig)
    .mutation(({ ctx, input }) => updatePruneConfig(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(DeletedConfig)
    .mutation(({ ctx, input }) => deletePruneConfig(ctx.core, input.id)),

  run: operatorProcedure
    .input(ById)
    .output(PruneStarted)
    .mutation(({ ctx, input }) => runPruneConfig(ctx.core, input.id)),
  confirmPlan: operatorProcedure
    .input(PlanById)
    .output(PruneStarted)
    .mutation(({ ctx, input }) => confirmPlan(ctx.core, input.planId)),
});
