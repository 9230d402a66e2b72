import { readDashboard } from '@borgcube/core/system/read-dashboard';
import { readStatus } from '@borgcube/core/system/read-status';
import { Dashboard, SystemStatus } from '@borgcube/domain/overview/dashboard';
import { router, viewerProcedure } from './trpc.ts';

export const systemRouter = router({
  status: viewerProcedure
    .output(SystemStatus)
    .query(async ({ ctx }) => readStatus(ctx.core, ctx.server.version, await ctx.server.node())),
  dashboard: viewerProcedure
    .output(Dashboard)
    .query(({ ctx }) => readDashboard(ctx.core, ctx.server.timeZone)),
});
