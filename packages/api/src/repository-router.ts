import { acceptRepositoryHostKey } from '@borgcube/core/repository/accept-repository-host-key';
import { acceptTampering } from '@borgcube/core/repository/accept-tampering';
import { breakRepositoryLock } from '@borgcube/core/repository/break-repository-lock';
import { confirmKeyKit } from '@borgcube/core/repository/confirm-key-kit';
import { connectRepository } from '@borgcube/core/repository/connect-repository';
import { createRepository } from '@borgcube/core/repository/create-repository';
import { deleteRepository } from '@borgcube/core/repository/delete-repository';
import { exportRepositoryKey } from '@borgcube/core/repository/export-repository-key';
import {
  listForgottenRepositories,
  removeForgotten,
  restoreRepository,
  revealForgotten,
} from '@borgcube/core/repository/forgotten-repositories';
import { initRepository } from '@borgcube/core/repository/init-repository';
import { getRepository, listRepositories } from '@borgcube/core/repository/list-repositories';
import { moveRepository } from '@borgcube/core/repository/move-repository';
import { readRepositoryLock } from '@borgcube/core/repository/read-repository-lock';
import { readRepositoryStats } from '@borgcube/core/repository/read-repository-stats';
import { runOnRepository } from '@borgcube/core/repository/run-on-repository';
import { testRepository } from '@borgcube/core/repository/test-repository';
import { updateRepository } from '@borgcube/core/repository/update-repository';
import { ById, NamedList, pageOf } from '@borgcube/domain/form/page';
import { JobStarted } from '@borgcube/domain/job/job';
import {
  ForgottenRemoval,
  ForgottenRepository,
  ForgottenSecrets,
} from '@borgcube/domain/repository/forgotten-repository';
import { RepositoryLockView } from '@borgcube/domain/repository/lock-proof';
import {
  BrokenLock,
  HostKeyAcceptance,
  KeyExport,
  LockBreak,
  Repository,
  RepositoryCreate,
  RepositoryInit,
  RepositoryKeyExport,
  RepositoryMove,
  RepositoryStats,
  RepositoryTest,
  RepositoryUpdate,
  RepositoryVerdict,
} from '@borgcube/domain/repository/repository';
import { DeletedConfig } from '@borgcube/domain/schedule/deleted-config';
import { z } from 'zod';
import { adminProcedure, operatorProcedure, router, viewerProcedure } from './trpc.ts';

export const repositoryRouter = router({
  list: viewerProcedure
    .input(NamedList)
    .output(pageOf(Repository))
    .query(({ ctx, input }) => listRepositories(ctx.core, input)),
  get: viewerProcedure
    .input(ById)
    .output(Repository)
    .query(({ ctx, input }) => getRepository(ctx.core, input.id)),
  stats: viewerProcedure
    .input(ById)
    .output(RepositoryStats)
    .query(({ ctx, input }) => readRepositoryStats(ctx.core, input.id)),

  lock: viewerProcedure
    .input(ById)
    .output(RepositoryLockView)
    .query(({ ctx, input }) => readRepositoryLock(ctx.core, input.id)),

  create: adminProcedure
    .input(RepositoryCreate)
    .output(Repository)
    .mutation(({ ctx, input }) => createRepository(ctx.core, input)),
  init: adminProcedure
    .input(RepositoryInit)
    .output(Repository)
    .mutation(({ ctx, input }) => initRepository(ctx.core, input)),
  update: adminProcedure
    .input(RepositoryUpdate)
    .output(Repository)
    .mutation(({ ctx, input }) => updateRepository(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(DeletedConfig)
    .mutation(({ ctx, input }) => deleteRepository(ctx.core, input.id)),
  acceptTampering: adminProcedure
    .input(ById)
    .output(Repository)
    .mutation(({ ctx, input }) => acceptTampering(ctx.core, input.id)),

  sync: operatorProcedure
    .input(ById)
    .output(JobStarted)
    .mutation(({ ctx, input }) => runOnRepository(ctx.core, 'sync', input.id)),
  compact: operatorProcedure
    .input(ById)
    .output(JobStarted)
    .mutation(({ ctx, input }) => runOnRepository(ctx.core, 'compact', input.id)),

  listForgotten: adminProcedure
    .input(z.strictObject({}).prefault({}))
    .output(z.object({ items: z.array(ForgottenRepository) }))
    .query(async ({ ctx }) => ({ items: await listForgottenRepositories(ctx.core) })),
  restoreForgotten: adminProcedure
    .input(ById)
    .output(Repository)
    .mutation(({ ctx, input }) => restoreRepository(ctx.core, input.id)),
  revealForgotten: adminProcedure
    .input(ById)
    .output(ForgottenSecrets)
    .mutation(({ ctx, input }) => revealForgotten(ctx.core, { ...input, isLocal: ctx.localSocket })),
  removeForgotten: adminProcedure
    .input(ForgottenRemoval)
    .output(ById)
    .mutation(async ({ ctx, input }) => {
      await removeForgotten(ctx.core, input);
      return { id: input.id };
    }),

  connect: adminProcedure
    .input(ById)
    .output(Repository)
    .mutation(({ ctx, input }) => connectRepository(ctx.core, input.id)),
  test: adminProcedure
    .input(RepositoryTest)
    .output(RepositoryVerdict)
    .mutation(({ ctx, input }) => testRepository(ctx.core, input)),
  acceptHostKey: adminProcedure
    .input(HostKeyAcceptance)
    .output(Repository)
    .mutation(({ ctx, input }) => acceptRepositoryHostKey(ctx.core, input)),
  exportKey: adminProcedure
    .input(KeyExport)
    .output(RepositoryKeyExport)
    .mutation(({ ctx, input }) => exportRepositoryKey(ctx.core, input)),
  confirmKeyKit: adminProcedure
    .input(ById)
    .output(Repository)
    .mutation(({ ctx, input }) => confirmKeyKit(ctx.core, input.id)),
  move: adminProcedure
    .input(RepositoryMove)
    .output(Repository)
    .mutation(({ ctx, input }) => moveRepository(ctx.core, input)),
  breakLock: adminProcedure
    .input(LockBreak)
    .output(BrokenLock)
    .mutation(({ ctx, input }) => breakRepositoryLock(ctx.core, input)),
});
