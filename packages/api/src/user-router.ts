import { createUser } from '@borgcube/core/user/create-user';
import { deleteUser } from '@borgcube/core/user/delete-user';
import { listUsers } from '@borgcube/core/user/list-users';
import { updateUser } from '@borgcube/core/user/update-user';
import { ById, pageOf, RecordList } from '@borgcube/domain/form/page';
import { User, UserCreate, UserUpdate } from '@borgcube/domain/user/user';
import { adminProcedure, router } from './trpc.ts';

export const userRouter = router({
  list: adminProcedure
    .input(RecordList)
    .output(pageOf(User))
    .query(({ ctx, input }) => listUsers(ctx.core, input)),
  create: adminProcedure
    .input(UserCreate)
    .output(User)
    .mutation(({ ctx, input }) => createUser(ctx.core, input)),
  update: adminProcedure
    .input(UserUpdate)
    .output(User)
    .mutation(({ ctx, input }) => updateUser(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(ById)
    .mutation(async ({ ctx, input }) => {
      await deleteUser(ctx.core, input.id);
      return input;
    }),
});
