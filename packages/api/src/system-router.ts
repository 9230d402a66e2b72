import { listPlugins } from '@borgcube/core/plugin/list-plugins';
import { readDashboard } from '@borgcube/core/system/read-dashboard';
import { readStats } from '@borgcube/core/system/read-stats';
import { readStatus } from '@borgcube/core/system/read-status';
import { Dashboard, SystemStatus } from '@borgcube/domain/overview/dashboard';
import { Stats } from '@borgcube/domain/overview/stats';
import { SystemPlugins } from '@borgcube/domain/plugin/plugin-view';
import { router, viewerProcedure } from './trpc.ts';

export const systemRouter = router({
  status: viewerProcedure
    .output(SystemStatus)
    .query(async ({ ctx }) => readStatus(ctx.core, ctx.server.version, await ctx.server.node())),
  dashboard: viewerProcedure
    .output(Dashboard)
    .query(({ ctx }) => readDashboard(ctx.core, ctx.server.timeZone)),
  plugins: viewerProcedure
    .output(SystemPlugins)
    .query(({ ctx }) => listPlugins(ctx.core, ctx.server.plugins)),
  stats: viewerProcedure.output(Stats).query(({ ctx }) => readStats(ctx.core, ctx.server.timeZone)),
});
