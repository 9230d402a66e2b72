import { findCompared, findNeighbour } from '@borgcube/db/archive-neighbour-store';
import { getArchive, type StoredArchive } from '@borgcube/db/archive-store';
import type { ArchiveNeighbours } from '@borgcube/domain/archive/archive-neighbours';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toArchiveView } from './archive-view.ts';

/** The archives of the same client right before and after one, and the one that it is best compared with. */
export async function findNeighbours(ctx: CoreContext, id: string): Promise<ArchiveNeighbours> {
  requireRole(ctx, 'viewer');
  const archive = await getArchive(ctx.db, id);
  const { clientId } = archive;
  return {
    previous: clientId === null ? null : viewOf(await findNeighbour(ctx.db, clientId, archive, 'before')),
    next: clientId === null ? null : viewOf(await findNeighbour(ctx.db, clientId, archive, 'after')),
    compared: archive.vanishedAt === null ? viewOf(await findCompared(ctx.db, archive)) : null,
  };
}

const viewOf = (stored: StoredArchive | null) => stored && toArchiveView(stored);
