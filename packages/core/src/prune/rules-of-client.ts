import { getClient } from '@borgcube/db/client-store';
import { listPruneConfigs } from '@borgcube/db/prune-config-store';
import type { KeptArchive } from '@borgcube/domain/prune/prune-config';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { compileNamePattern } from '../record/name-pattern.ts';
import { previewPrune } from './preview-prune.ts';

const CONFIGS_LOOKED_AT = 20;

/** Of the client's archives what each matching prune config would do with them, by which rule; newest first. */
export async function rulesOfClient(
  ctx: Pick<CoreContext, 'db' | 'actor' | 'clock'>,
  clientId: string,
  serverZone: string,
): Promise<KeptArchive[]> {
  requireRole(ctx, 'viewer');
  const { hostname } = await getClient(ctx.db, clientId);
  const { items } = await listPruneConfigs(ctx.db, { limit: CONFIGS_LOOKED_AT });
  const found: KeptArchive[] = [];
  for (const { id, name, clientPattern } of items) {
    if (!compileNamePattern(clientPattern, 'clientPattern')(hostname)) continue;
    const judged = await previewPrune(ctx, { id }, serverZone, clientId);
    found.push(
      ...judged.map(({ archiveId, keep, rule }) => ({
        archiveId,
        keep,
        rule,
        pruneConfigId: id,
        pruneConfigName: name,
      })),
    );
  }
  return found;
}
