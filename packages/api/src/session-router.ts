import { changePassword } from '@borgcube/core/user/change-password';
import { findSessionUser } from '@borgcube/core/user/find-session-user';
import { Session } from '@borgcube/domain/user/session';
import { PasswordChange } from '@borgcube/domain/user/user';
import { z } from 'zod';
import { publicProcedure, router, viewerProcedure } from './trpc.ts';

export const sessionRouter = router({
  get: publicProcedure.output(Session).query(async ({ ctx }) => {
    const { actor } = ctx.core;
    return {
      actor: actor && { type: actor.type, id: actor.id, name: actor.name, role: actor.role },
      user: actor?.type === 'user' ? await findSessionUser(ctx.core, actor.id) : null,
      timeZone: ctx.server.timeZone,
      version: ctx.server.version,
      serverName: ctx.server.name,
    };
  }),
  changePassword: viewerProcedure
    .input(PasswordChange)
    .output(z.object({ changed: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      await changePassword(ctx.core, input, ctx.sessionId);
      return { changed: true };
    }),
});
