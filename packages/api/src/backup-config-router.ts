import { createBackupConfig } from '@borgcube/core/backup-config/create-backup-config';
import { deleteBackupConfig } from '@borgcube/core/backup-config/delete-backup-config';
import { getBackupConfig, listBackupConfigs } from '@borgcube/core/backup-config/list-backup-configs';
import { runBackupConfig } from '@borgcube/core/backup-config/run-backup-config';
import { tellCommandLine } from '@borgcube/core/backup-config/tell-command-line';
import { updateBackupConfig } from '@borgcube/core/backup-config/update-backup-config';
import { proposeDrill } from '@borgcube/core/proof/propose-drill';
import {
  BackupCommandLine,
  BackupConfig,
  BackupConfigCreate,
  BackupConfigList,
  BackupConfigUpdate,
} from '@borgcube/domain/backup-config/backup-config';
import { ById, pageOf } from '@borgcube/domain/form/page';
import { JobStarted } from '@borgcube/domain/job/job';
import { DrillProposal } from '@borgcube/domain/proof/propose-drill';
import { DeletedConfig } from '@borgcube/domain/schedule/deleted-config';
import { adminProcedure, operatorProcedure, router, viewerProcedure } from './trpc.ts';

export const backupConfigRouter = router({
  list: viewerProcedure
    .input(BackupConfigList)
    .output(pageOf(BackupConfig))
    .query(({ ctx, input }) => listBackupConfigs(ctx.core, input)),
  get: viewerProcedure
    .input(ById)
    .output(BackupConfig)
    .query(({ ctx, input }) => getBackupConfig(ctx.core, input.id)),
  commandLine: viewerProcedure
    .input(ById)
    .output(BackupCommandLine)
    .query(({ ctx, input }) => tellCommandLine(ctx.core, input.id)),
  proposeDrill: viewerProcedure
    .input(ById)
    .output(DrillProposal)
    .query(({ ctx, input }) => proposeDrill(ctx.core, input.id, ctx.server.timeZone)),

  create: adminProcedure
    .input(BackupConfigCreate)
    .output(BackupConfig)
    .mutation(({ ctx, input }) => createBackupConfig(ctx.core, input)),
  update: adminProcedure
    .input(BackupConfigUpdate)
    .output(BackupConfig)
    .mutation(({ ctx, input }) => updateBackupConfig(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(DeletedConfig)
    .mutation(({ ctx, input }) => deleteBackupConfig(ctx.core, input.id)),

  run: operatorProcedure
    .input(ById)
    .output(JobStarted)
    .mutation(({ ctx, input }) => runBackupConfig(ctx.core, input.id)),
});
