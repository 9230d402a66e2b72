import { createToken } from '@borgcube/core/token/create-token';
import { deleteToken } from '@borgcube/core/token/delete-token';
import { listTokens } from '@borgcube/core/token/list-tokens';
import { ById, pageOf, RecordList } from '@borgcube/domain/form/page';
import { ApiToken, NewApiToken, TokenCreate } from '@borgcube/domain/user/api-token';
import { adminProcedure, router } from './trpc.ts';

export const tokenRouter = router({
  list: adminProcedure
    .input(RecordList)
    .output(pageOf(ApiToken))
    .query(({ ctx, input }) => listTokens(ctx.core, input)),
  create: adminProcedure
    .input(TokenCreate)
    .output(NewApiToken)
    .mutation(({ ctx, input }) => createToken(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(ById)
    .mutation(async ({ ctx, input }) => {
      await deleteToken(ctx.core, input.id);
      return input;
    }),
});
