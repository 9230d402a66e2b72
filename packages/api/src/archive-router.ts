import { getArchive, listArchives } from '@borgcube/core/archive/list-archives';
import { listEntries } from '@borgcube/core/archive/list-entries';
import { Archive, ArchiveEntriesInput, ArchiveEntry, ArchiveList } from '@borgcube/domain/archive/archive';
import { ById, pageOf } from '@borgcube/domain/form/page';
import { operatorProcedure, router, viewerProcedure } from './trpc.ts';

export const archiveRouter = router({
  list: viewerProcedure
    .input(ArchiveList.prefault({}))
    .output(pageOf(Archive))
    .query(({ ctx, input }) => listArchives(ctx.core, input)),
  get: viewerProcedure
    .input(ById)
    .output(Archive)
    .query(({ ctx, input }) => getArchive(ctx.core, input.id)),
  entries: operatorProcedure
    .input(ArchiveEntriesInput)
    .output(pageOf(ArchiveEntry))
    .query(({ ctx, input, signal }) => listEntries(ctx.core, input, signal)),
});
