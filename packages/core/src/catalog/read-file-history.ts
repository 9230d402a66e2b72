import { countUncatalogued, listRepositoriesOf, readArchives } from '@borgcube/db/catalog-store';
import { getClient } from '@borgcube/db/client-store';
import type { FileHistory, FileHistoryInput } from '@borgcube/domain/catalog/catalog';
import { requireRole } from '../actor/require-role.ts';
import { requireArchivePath } from '../archive/archive-place.ts';
import { auditLooking } from '../archive/audit-browsing.ts';
import type { CoreContext } from '../core-context.ts';
import { instantOf } from './catalog-instant.ts';

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
    const archives = await readArchives(
      ctx.db,
      found.flatMap(({ firstArchiveId, lastArchiveId, goneInId }) => [
        ...[firstArchiveId, lastArchiveId],
        ...(goneInId === null ? [] : [goneInId]),
      ]),
    );
    for (const { goneInId, ...version } of found) {
      const first = archives.get(version.firstArchiveId);
      const last = archives.get(version.lastArchiveId);
      const gone = archives.get(goneInId ?? '');
      if (!first || !last) continue;
      versions.push({
        ...version,
        mtime: instantOf(version.mtime),
        firstTimestamp: first.timestamp.toISOString(),
        lastTimestamp: last.timestamp.toISOString(),
        goneIn: gone ? { id: gone.id, timestamp: gone.timestamp.toISOString() } : null,
        repositoryId,
      });
    }
  }
  return {
    versions: versions.sort((a, b) => b.lastTimestamp.localeCompare(a.lastTimestamp)),
    notListed: await countUncatalogued(ctx.db, { clientId: client.id }),
  };
}
