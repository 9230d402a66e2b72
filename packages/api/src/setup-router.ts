import { completeSetup } from '@borgcube/core/setup/complete-setup';
import { isSetupNeeded } from '@borgcube/core/setup/setup-link';
import { SetupComplete, User } from '@borgcube/domain/user/user';
import { z } from 'zod';
import { publicProcedure, router } from './trpc.ts';

export const setupRouter = router({
  status: publicProcedure
    .output(z.object({ needed: z.boolean() }))
    .query(async ({ ctx }) => ({ needed: await isSetupNeeded(ctx.core) })),
  /** The token of the setup link is the proof; it works once. Signs the new admin in. */
  complete: publicProcedure
    .input(SetupComplete)
    .output(z.object({ user: User }))
    .mutation(async ({ ctx, input }) => {
      const user = await completeSetup(ctx.core, input);
      await ctx.signIn(input.email, input.password);
      return { user };
    }),
});
