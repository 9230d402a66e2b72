import { getArchive } from '@borgcube/db/archive-store';
import type { ArchiveSelection, SelectionSize } from '@borgcube/domain/archive/archive-download';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { outermostPaths, refuseMissing, requireArchivePaths } from './archive-selection.ts';
import { auditBrowsing } from './audit-browsing.ts';

/** What a download or a restore of these paths comes to, from the catalog. */
export async function measureSelection(
  ctx: CoreContext,
  { id, paths }: ArchiveSelection,
): Promise<SelectionSize> {
  requireRole(ctx, 'operator');
  const asked = requireArchivePaths(paths, 'paths');
  const archive = await getArchive(ctx.db, id);
  const found = await ctx.catalog.ask(archive.repositoryId, 'measure', { archiveId: id, paths: asked });
  if (found === 'not-listed') throw notListed();
  refuseMissing(asked, 'paths', (_, index) => found[index] !== null);
  await auditBrowsing(ctx, archive);
  const size = { files: 0, bytes: 0, folders: 0 };
  for (const path of outermostPaths(asked)) {
    const measured = found[asked.indexOf(path)];
    size.files += measured?.files ?? 0;
    size.bytes += measured?.size ?? 0;
    if (measured?.isFolder) size.folders += 1;
  }
  return size;
}

/** The console offers to list it then. */
function notListed(): DomainError {
  const message = 'This archive is not in the catalog yet. List it first.';
  return new DomainError('PRECONDITION_FAILED', 'catalog-missing', message);
}
