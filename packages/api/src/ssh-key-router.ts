import { generateSshKey, importSshKey } from '@borgcube/core/ssh-key/add-ssh-key';
import { deleteSshKey } from '@borgcube/core/ssh-key/delete-ssh-key';
import { getSshKey, listSshKeys } from '@borgcube/core/ssh-key/list-ssh-keys';
import { ById, NamedList, pageOf } from '@borgcube/domain/form/page';
import { SshKey, SshKeyGenerate, SshKeyImport } from '@borgcube/domain/ssh-key/ssh-key';
import { adminProcedure, router, viewerProcedure } from './trpc.ts';

export const sshKeyRouter = router({
  list: viewerProcedure
    .input(NamedList)
    .output(pageOf(SshKey))
    .query(({ ctx, input }) => listSshKeys(ctx.core, input)),
  get: viewerProcedure
    .input(ById)
    .output(SshKey)
    .query(({ ctx, input }) => getSshKey(ctx.core, input.id)),
  generate: adminProcedure
    .input(SshKeyGenerate)
    .output(SshKey)
    .mutation(({ ctx, input }) => generateSshKey(ctx.core, input)),
  import: adminProcedure
    .input(SshKeyImport)
    .output(SshKey)
    .mutation(({ ctx, input }) => importSshKey(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(ById)
    .mutation(async ({ ctx, input }) => {
      await deleteSshKey(ctx.core, input.id);
      return input;
    }),
});
