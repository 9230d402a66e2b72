import type { StoredArchive } from '@borgcube/db/archive-store';
import type { ArchiveEntriesInput, ArchiveEntry } from '@borgcube/domain/archive/archive';
import type { CatalogLevelEntry } from '@borgcube/domain/catalog/catalog-questions';
import { DomainError, invalidFields } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import type { CoreContext } from '../core-context.ts';
import { instantOf } from './catalog-instant.ts';

/** One folder of an archive from the catalog; null: the archive is not in there. */
export async function listCatalogued(
  ctx: Pick<CoreContext, 'catalog'>,
  archive: StoredArchive,
  { path, limit, cursor, sort, descending }: ArchiveEntriesInput,
): Promise<Page<ArchiveEntry> | null> {
  const answer = await ctx.catalog.ask(archive.repositoryId, 'level', {
    archiveId: archive.id,
    path,
    sort,
    descending,
    limit,
    cursor: cursor ?? null,
  });
  if (answer === 'not-listed') return null;
  if (answer === 'no-folder') throw invalidFields({ path: [`${path} is no folder.`] });
  if (!answer) throw new DomainError('NOT_FOUND', 'not-found', `There is no ${path} in this archive.`);
  return { items: answer.items.map(toArchiveEntry), nextCursor: answer.nextCursor };
}

/** A folder of a thousand entries is asked for often: one object each, filled in. */
function toArchiveEntry(found: CatalogLevelEntry): ArchiveEntry {
  const { path, name, type, size, mode, isChanged } = found;
  const entry: ArchiveEntry = {
    path,
    name,
    type,
    size,
    mtime: instantOf(found.mtime),
    mode: mode || null,
    user: mode ? found.user : null,
    group: mode ? found.group : null,
    isChanged,
  };
  if (found.link !== null) entry[type === 'symlink' ? 'linkTarget' : 'hardLink'] = found.link;
  if (found.files !== null) entry.files = found.files;
  if (isChanged) entry.sizeBefore = found.sizeBefore;
  return entry;
}
