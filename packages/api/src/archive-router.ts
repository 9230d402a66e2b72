import { acceptSuspect } from '@borgcube/core/archive/accept-suspect';
import { commentArchive } from '@borgcube/core/archive/comment-archive';
import { deleteArchives } from '@borgcube/core/archive/delete-archives';
import { findNeighbours } from '@borgcube/core/archive/find-neighbours';
import { importArchives } from '@borgcube/core/archive/import-archives';
import { getArchive, listArchives } from '@borgcube/core/archive/list-archives';
import { listEntries } from '@borgcube/core/archive/list-entries';
import { measureSelection } from '@borgcube/core/archive/measure-selection';
import { pinArchives } from '@borgcube/core/archive/pin-archives';
import { previewDeletion } from '@borgcube/core/archive/preview-deletion';
import { readChanges } from '@borgcube/core/archive/read-changes';
import { renameArchive } from '@borgcube/core/archive/rename-archive';
import { compareArchives } from '@borgcube/core/catalog/compare-archives';
import { readCatalogState } from '@borgcube/core/catalog/read-catalog-state';
import { readFileHistory } from '@borgcube/core/catalog/read-file-history';
import { buildCatalog, buildCatalogs } from '@borgcube/core/catalog/request-catalog';
import { searchArchives } from '@borgcube/core/catalog/search-archives';
import { previewRestore } from '@borgcube/core/restore/preview-restore';
import { restoreArchive } from '@borgcube/core/restore/restore-archive';
import { Archive, ArchiveEntriesInput, ArchiveEntry, ArchiveList } from '@borgcube/domain/archive/archive';
import { ArchiveChanges } from '@borgcube/domain/archive/archive-changes';
import { ArchiveSelection, SelectionSize } from '@borgcube/domain/archive/archive-download';
import { ArchiveComment, ArchivePin, PinnedArchives } from '@borgcube/domain/archive/archive-mark';
import { ArchiveNeighbours } from '@borgcube/domain/archive/archive-neighbours';
import { ArchiveRename } from '@borgcube/domain/archive/archive-rename';
import {
  ArchiveCatalog,
  ArchiveDiff,
  ArchiveDiffInput,
  ArchiveHits,
  ArchiveSearch,
  CatalogBuild,
  CatalogsBuilding,
  FileHistory,
  FileHistoryInput,
} from '@borgcube/domain/catalog/catalog';
import { ById, pageOf } from '@borgcube/domain/form/page';
import { JobStarted } from '@borgcube/domain/job/job';
import { ArchiveDeletion, ArchiveImport, DeletionPreview } from '@borgcube/domain/repository/repository-jobs';
import { RestoreInput, RestorePreviewInput } from '@borgcube/domain/restore/restore';
import { RestorePreview } from '@borgcube/domain/restore/restore-preview';
import { adminProcedure, operatorProcedure, router, viewerProcedure } from './trpc.ts';

export const archiveRouter = router({
  list: viewerProcedure
    .input(ArchiveList.prefault({}))
    .output(pageOf(Archive))
    .query(({ ctx, input }) => listArchives(ctx.core, input)),
  get: viewerProcedure
    .input(ById)
    .output(Archive)
    .query(({ ctx, input }) => getArchive(ctx.core, input.id)),
  neighbours: viewerProcedure
    .input(ById)
    .output(ArchiveNeighbours)
    .query(({ ctx, input }) => findNeighbours(ctx.core, input.id)),
  pin: operatorProcedure
    .input(ArchivePin)
    .output(PinnedArchives)
    .mutation(({ ctx, input }) => pinArchives(ctx.core, input)),
  comment: operatorProcedure
    .input(ArchiveComment)
    .output(Archive)
    .mutation(({ ctx, input }) => commentArchive(ctx.core, input)),
  rename: adminProcedure
    .input(ArchiveRename)
    .output(JobStarted)
    .mutation(({ ctx, input }) => renameArchive(ctx.core, input)),
  acceptSuspect: operatorProcedure
    .input(ById)
    .output(Archive)
    .mutation(({ ctx, input }) => acceptSuspect(ctx.core, input.id)),
  previewDelete: viewerProcedure
    .input(ArchiveDeletion)
    .output(DeletionPreview)
    .query(({ ctx, input }) => previewDeletion(ctx.core, input)),
  delete: adminProcedure
    .input(ArchiveDeletion)
    .output(JobStarted)
    .mutation(({ ctx, input }) => deleteArchives(ctx.core, input)),
  import: adminProcedure
    .input(ArchiveImport)
    .output(JobStarted)
    .mutation(({ ctx, input }) => importArchives(ctx.core, input)),
  changes: viewerProcedure
    .input(ById)
    .output(ArchiveChanges)
    .query(({ ctx, input }) => readChanges(ctx.core, input.id)),
  catalog: viewerProcedure
    .input(ById)
    .output(ArchiveCatalog)
    .query(({ ctx, input }) => readCatalogState(ctx.core, input.id)),
  buildCatalog: operatorProcedure
    .input(ById)
    .output(JobStarted)
    .mutation(({ ctx, input }) => buildCatalog(ctx.core, input.id)),
  buildCatalogs: operatorProcedure
    .input(CatalogBuild.prefault({}))
    .output(CatalogsBuilding)
    .mutation(({ ctx, input }) => buildCatalogs(ctx.core, input)),
  search: operatorProcedure
    .input(ArchiveSearch)
    .output(ArchiveHits)
    .query(({ ctx, input }) => searchArchives(ctx.core, input)),
  history: operatorProcedure
    .input(FileHistoryInput)
    .output(FileHistory)
    .query(({ ctx, input }) => readFileHistory(ctx.core, input)),
  diff: operatorProcedure
    .input(ArchiveDiffInput)
    .output(ArchiveDiff)
    .query(({ ctx, input }) => compareArchives(ctx.core, input)),
  measureSelection: operatorProcedure
    .input(ArchiveSelection)
    .output(SelectionSize)
    .query(({ ctx, input }) => measureSelection(ctx.core, input)),
  entries: operatorProcedure
    .input(ArchiveEntriesInput)
    .output(pageOf(ArchiveEntry))
    .query(({ ctx, input, signal }) => listEntries(ctx.core, input, signal)),
  previewRestore: operatorProcedure
    .input(RestorePreviewInput)
    .output(RestorePreview)
    .mutation(({ ctx, input, signal }) => previewRestore(ctx.core, input, signal)),
  restore: operatorProcedure
    .input(RestoreInput)
    .output(JobStarted)
    .mutation(({ ctx, input }) => restoreArchive(ctx.core, input)),
});
