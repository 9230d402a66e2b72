import { listAlerts, toldOfJob } from '@borgcube/core/alert/list-alerts';
import { createChannel, deleteChannel, updateChannel } from '@borgcube/core/notification/change-channel';
import {
  createRule,
  deleteRule,
  getRule,
  listRules,
  updateRule,
} from '@borgcube/core/notification/change-rule';
import { getChannel, listChannels, listNotifiers } from '@borgcube/core/notification/list-channels';
import { testChannel } from '@borgcube/core/notification/test-channel';
import { Alert, AlertList, ToldOfJob, ToldOfJobInput } from '@borgcube/domain/alert/alert';
import { ById, pageOf, RecordList } from '@borgcube/domain/form/page';
import {
  ChannelTest,
  NotificationChannel,
  NotificationChannelCreate,
  NotificationChannelUpdate,
  NotifierKind,
} from '@borgcube/domain/notification/notification-channel';
import {
  NotificationRule,
  NotificationRuleCreate,
  NotificationRuleUpdate,
} from '@borgcube/domain/notification/notification-rule';
import { z } from 'zod';
import { adminProcedure, router, viewerProcedure } from './trpc.ts';

const channelRouter = router({
  list: adminProcedure
    .input(RecordList)
    .output(pageOf(NotificationChannel))
    .query(({ ctx }) => listChannels(ctx.core)),
  get: adminProcedure
    .input(ById)
    .output(NotificationChannel)
    .query(({ ctx, input }) => getChannel(ctx.core, input.id)),
  create: adminProcedure
    .input(NotificationChannelCreate)
    .output(NotificationChannel)
    .mutation(({ ctx, input }) => createChannel(ctx.core, input)),
  update: adminProcedure
    .input(NotificationChannelUpdate)
    .output(NotificationChannel)
    .mutation(({ ctx, input }) => updateChannel(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(ById)
    .mutation(async ({ ctx, input }) => {
      await deleteChannel(ctx.core, input.id);
      return input;
    }),
});

const ruleRouter = router({
  list: adminProcedure
    .input(RecordList)
    .output(pageOf(NotificationRule))
    .query(({ ctx }) => listRules(ctx.core)),
  get: adminProcedure
    .input(ById)
    .output(NotificationRule)
    .query(({ ctx, input }) => getRule(ctx.core, input.id)),
  create: adminProcedure
    .input(NotificationRuleCreate)
    .output(NotificationRule)
    .mutation(({ ctx, input }) => createRule(ctx.core, input)),
  update: adminProcedure
    .input(NotificationRuleUpdate)
    .output(NotificationRule)
    .mutation(({ ctx, input }) => updateRule(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(ById)
    .mutation(async ({ ctx, input }) => {
      await deleteRule(ctx.core, input.id);
      return input;
    }),
});

export const notificationRouter = router({
  channels: channelRouter,
  rules: ruleRouter,

  kinds: viewerProcedure.output(z.array(NotifierKind)).query(({ ctx }) => listNotifiers(ctx.core)),
  test: adminProcedure
    .input(ById)
    .output(ChannelTest)
    .mutation(({ ctx, input }) => testChannel(ctx.core, input.id, ctx.server.publicUrl())),

  alerts: viewerProcedure
    .input(AlertList)
    .output(pageOf(Alert))
    .query(({ ctx, input }) => listAlerts(ctx.core, input)),
  toldOfJob: viewerProcedure
    .input(ToldOfJobInput)
    .output(ToldOfJob)
    .query(({ ctx, input }) => toldOfJob(ctx.core, input.jobId)),
});
