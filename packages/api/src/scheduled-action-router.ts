import { listActionKinds } from '@borgcube/core/schedule/list-action-kinds';
import { ScheduledActionKindView } from '@borgcube/domain/schedule/schedule';
import { z } from 'zod';
import { router, viewerProcedure } from './trpc.ts';

export const scheduledActionRouter = router({
  kinds: viewerProcedure
    .output(z.array(ScheduledActionKindView))
    .query(({ ctx }) => listActionKinds(ctx.core)),
});
