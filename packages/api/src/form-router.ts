import { getForm } from '@borgcube/core/form/get-form';
import { z } from 'zod';
import { router, viewerProcedure } from './trpc.ts';

export const formRouter = router({
  get: viewerProcedure
    .input(z.strictObject({ name: z.string().min(1).max(200) }))
    .output(z.record(z.string(), z.unknown()))
    .query(({ ctx, input }) => getForm(ctx.core, input.name)),
});
