import { findPredecessor, listComparedBefore } from '@borgcube/db/archive-changes-store';
import { getArchive } from '@borgcube/db/archive-store';
import type { ArchiveChanges } from '@borgcube/domain/archive/archive-changes';
import { BASELINE_MAX, judgeChanges, UNUSUAL } from '@borgcube/domain/archive/judge-changes';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { judgedCounts } from './judged-counts.ts';

/** What an archive changed beside what its config's archives usually do. */
export async function readChanges(ctx: CoreContext, id: string): Promise<ArchiveChanges> {
  requireRole(ctx, 'viewer');
  const archive = await getArchive(ctx.db, id);
  const hasConfig = archive.configId !== null;
  const before = hasConfig ? await findPredecessor(ctx.db, archive, UNUSUAL) : null;
  const earlier = hasConfig ? await listComparedBefore(ctx.db, archive, BASELINE_MAX) : [];
  const { figures, suspect } = judgeChanges(judgedCounts(archive), earlier.map(judgedCounts));
  return {
    comparedWith: before && {
      id: before.id,
      name: before.name,
      timestamp: before.timestamp.toISOString(),
    },
    earlier: earlier.length,
    figures,
    finding: suspect,
  };
}
