import { deleteCheckConfig } from '@borgcube/core/check-config/delete-check-config';
import { getCheckConfig, listCheckConfigs } from '@borgcube/core/check-config/list-check-configs';
import { runCheckConfig } from '@borgcube/core/check-config/run-check-config';
import { createCheckConfig, updateCheckConfig } from '@borgcube/core/check-config/save-check-config';
import {
  CheckConfig,
  CheckConfigCreate,
  CheckConfigList,
  CheckConfigUpdate,
} from '@borgcube/domain/check-config/check-config';
import { ById, pageOf } from '@borgcube/domain/form/page';
import { JobStarted } from '@borgcube/domain/job/job';
import { DeletedConfig } from '@borgcube/domain/schedule/deleted-config';
import { adminProcedure, operatorProcedure, router, viewerProcedure } from './trpc.ts';

export const checkConfigRouter = router({
  list: viewerProcedure
    .input(CheckConfigList)
    .output(pageOf(CheckConfig))
    .query(({ ctx, input }) => listCheckConfigs(ctx.core, input)),
  get: viewerProcedure
    .input(ById)
    .output(CheckConfig)
    .query(({ ctx, input }) => getCheckConfig(ctx.core, input.id)),

  create: adminProcedure
    .input(CheckConfigCreate)
    .output(CheckConfig)
    .mutation(({ ctx, input }) => createCheckConfig(ctx.core, input)),
  update: adminProcedure
    .input(CheckConfigUpdate)
    .output(CheckConfig)
    .mutation(({ ctx, input }) => updateCheckConfig(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(DeletedConfig)
    .mutation(({ ctx, input }) => deleteCheckConfig(ctx.core, input.id)),

  run: operatorProcedure
    .input(ById)
    .output(JobStarted)
    .mutation(({ ctx, input }) => runCheckConfig(ctx.core, input.id)),
});
