import { changePassword } from '@borgcube/core/user/change-password';
import { findSessionUser } from '@borgcube/core/user/find-session-user';
import { PasswordChange } from '@borgcube/domain/user/user';
import { publicProcedure, router, viewerProcedure } from './trpc.ts';

export const sessionRouter = router({
  /** Who asks, and what the frame of the console shows; `user` and `actor` are null for nobody. */
  get: publicProcedure.query(async ({ ctx }) => {
    const { actor } = ctx.core;
    return {
      actor: actor && { type: actor.type, id: actor.id, name: actor.name, role: actor.role },
      user: actor?.type === 'user' ? await findSessionUser(ctx.core, actor.id) : null,
      timeZone: ctx.server.timeZone,
      version: ctx.server.version,
      serverName: ctx.server.name,
    };
  }),
  changePassword: viewerProcedure.input(PasswordChange).mutation(async ({ ctx, input }) => {
    await changePassword(ctx.core, input, ctx.sessionId);
    return { changed: true };
  }),
});
