import { countUncatalogued, findMissingArchives, listRepositoriesOf } from '@borgcube/db/catalog-store';
import { getClient } from '@borgcube/db/client-store';
import type { FileHistory, FileHistoryInput } from '@borgcube/domain/catalog/catalog';
import type { CatalogMoment } from '@borgcube/domain/catalog/catalog-questions';
import { requireRole } from '../actor/require-role.ts';
import { requireArchivePath } from '../archive/archive-place.ts';
import { auditLooking } from '../archive/audit-browsing.ts';
import type { CoreContext } from '../core-context.ts';
import { instantOf } from './catalog-instant.ts';
import { matchCatalog } from './match-catalog.ts';

/** The versions of one path of a client in all repositories that its archives lie in, newest first. */
export async function readFileHistory(ctx: CoreContext, input: FileHistoryInput): Promise<FileHistory> {
  requireRole(ctx, 'operator');
  const path = requireArchivePath(input.path);
  const client = await getClient(ctx.db, input.clientId);
  await auditLooking(ctx, {
    what: `Looked up versions of a file of ${client.hostname}`,
    noun: 'client',
    recordId: client.id,
  });
  const versions: FileHistory['versions'] = [];
  for (const repositoryId of await listRepositoriesOf(ctx.db, { clientId: client.id })) {
    const found = await ctx.catalog.ask(repositoryId, 'history', { client: client.id, path });
    await matchCatalog(ctx, repositoryId);
    // Deleted a moment ago, they may still be in the catalog.
    const missing = await findMissingArchives(
      ctx.db,
      found.flatMap(({ first, last, goneIn }) =>
        [first, last, goneIn ?? last].map(({ archiveId }) => archiveId),
      ),
    );
    for (const { type, size, mtime, archives, first, last, goneIn } of found) {
      if (missing.has(first.archiveId) || missing.has(last.archiveId)) continue;
      const isGone = goneIn !== null && !missing.has(goneIn.archiveId);
      versions.push({
        type,
        size,
        mtime: instantOf(mtime),
        archives,
        firstArchiveId: first.archiveId,
        lastArchiveId: last.archiveId,
        firstTimestamp: toInstant(first),
        lastTimestamp: toInstant(last),
        goneIn: isGone ? { id: goneIn.archiveId, timestamp: toInstant(goneIn) } : null,
        repositoryId,
      });
    }
  }
  return {
    // ISO instants of one length are in order as they are.
    versions: versions.sort((a, b) => (a.lastTimestamp < b.lastTimestamp ? 1 : -1)),
    notListed: await countUncatalogued(ctx.db, { clientId: client.id }),
  };
}

const toInstant = ({ timestamp }: CatalogMoment): string => new Date(timestamp).toISOString();
