import { cancelJob } from '@borgcube/core/job/cancel-job';
import { deleteJob } from '@borgcube/core/job/delete-job';
import { getJob } from '@borgcube/core/job/get-job';
import { listJobs } from '@borgcube/core/job/list-jobs';
import { readJobLog } from '@borgcube/core/job/read-job-log';
import { readReceipt } from '@borgcube/core/job/read-receipt';
import { retryJob } from '@borgcube/core/job/retry-job';
import { runKind } from '@borgcube/core/job/run-kind';
import { watchJobLog, watchJobNews, watchJobs } from '@borgcube/core/job/watch-jobs';
import { pageOf } from '@borgcube/domain/form/page';
import {
  Job,
  JobById,
  JobDetail,
  JobList,
  JobLogInput,
  JobLogPage,
  JobRun,
  JobStarted,
} from '@borgcube/domain/job/job';
import { ReceiptInput, ReceiptPage } from '@borgcube/domain/restore/restore-receipt';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { adminProcedure, operatorProcedure, router, viewerProcedure } from './trpc.ts';

/** tRPC adds the id of the last event that the browser saw when a stream is opened again. */
const lastEventId = z
  .string()
  .regex(/^\d{1,15}$/)
  .optional();
const numberOf = (id: string | undefined) => (id === undefined ? undefined : Number(id));

export const jobRouter = router({
  list: viewerProcedure
    .input(JobList.prefault({}))
    .output(pageOf(Job))
    .query(({ ctx, input }) => listJobs(ctx.core, input)),
  get: viewerProcedure
    .input(JobById)
    .output(JobDetail)
    .query(({ ctx, input }) => getJob(ctx.core, input.id)),
  run: operatorProcedure
    .input(JobRun)
    .output(JobStarted)
    .mutation(({ ctx, input }) => runKind(ctx.core, input)),
  cancel: operatorProcedure
    .input(JobById)
    .output(Job)
    .mutation(({ ctx, input }) => cancelJob(ctx.core, input.id)),
  delete: adminProcedure
    .input(JobById)
    .output(JobById)
    .mutation(async ({ ctx, input }) => {
      await deleteJob(ctx.core, input.id);
      return input;
    }),
  retry: operatorProcedure
    .input(JobById)
    .output(JobStarted)
    .mutation(({ ctx, input }) => retryJob(ctx.core, input.id)),
  log: viewerProcedure
    .input(JobLogInput)
    .output(JobLogPage)
    .query(({ ctx, input }) => readJobLog(ctx.core, input)),
  receipt: operatorProcedure
    .input(ReceiptInput)
    .output(ReceiptPage)
    .query(({ ctx, input }) => readReceipt(ctx.core, input)),

  onChange: viewerProcedure.input(z.strictObject({ lastEventId }).optional()).subscription(async function* ({
    ctx,
    input,
    signal = new AbortController().signal,
  }) {
    const watch = { after: numberOf(input?.lastEventId), signal };
    for await (const { number, change } of watchJobs(ctx.core, watch)) yield tracked(String(number), change);
  }),
  /** `onChange` and, where a log grew, up to which line: the console's one stream. */
  onNews: viewerProcedure.input(z.strictObject({ lastEventId }).optional()).subscription(async function* ({
    ctx,
    input,
    signal = new AbortController().signal,
  }) {
    const watch = { after: numberOf(input?.lastEventId), signal };
    for await (const { number, news } of watchJobNews(ctx.core, watch)) yield tracked(String(number), news);
  }),
  /** One event a line, numbered as the line is. */
  onLog: viewerProcedure
    .input(z.strictObject({ ...JobById.shape, after: z.int().min(0).optional(), lastEventId }))
    .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
      const watch = { after: numberOf(input.lastEventId) ?? input.after, signal };
      for await (const line of watchJobLog(ctx.core, input.id, watch)) yield tracked(String(line.seq), line);
    }),
});
