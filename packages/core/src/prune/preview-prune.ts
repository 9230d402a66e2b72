import type { Transaction } from '@borgcube/db/open-database';
import { getPruneConfig, listRepositoryIds } from '@borgcube/db/prune-config-store';
import { findRepository } from '@borgcube/db/repository-store';
import { findPolicy } from '@borgcube/db/retention-policy-store';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import { planGroup } from '@borgcube/domain/prune/plan-group';
import type { PrunePreviewInput, PrunePreviewItem } from '@borgcube/domain/prune/prune-config';
import type { RetentionRules } from '@borgcube/domain/retention/retention-rules';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { compileNamePattern } from '../record/name-pattern.ts';
import { rulesOf } from '../retention-policy/simulate-retention.ts';
import { type LoadedGroup, loadGroups } from './load-groups.ts';

interface Scope {
  readonly rules: RetentionRules;
  readonly clientPattern: string;
  readonly repositoryId: string | null;
}

/** What a run now would keep and delete by what is on record, archive by archive, newest first; starts no Borg. */
export async function previewPrune(
  ctx: Pick<CoreContext, 'db' | 'actor' | 'clock'>,
  input: PrunePreviewInput,
  serverZone: string,
  clientId?: string,
): Promise<PrunePreviewItem[]> {
  requireRole(ctx, 'viewer');
  const { rules, clientPattern, repositoryId } = await scopeOf(ctx.db, input, serverZone);
  const repositoryIds = repositoryId === null ? await listRepositoryIds(ctx.db) : [repositoryId];
  const items: PrunePreviewItem[] = [];
  for (const id of repositoryIds) {
    const groups = await loadGroups(ctx.db, {
      repositoryId: id,
      clientPattern,
      ...(clientId ? { clientId } : {}),
    });
    items.push(...groups.flatMap((group) => itemsOf(group, rules, ctx.clock())));
  }
  // Stable: Borg's order within a group stays where times are the same.
  return items.sort((one, other) => Date.parse(other.timestamp) - Date.parse(one.timestamp));
}

async function scopeOf(db: Transaction, input: PrunePreviewInput, serverZone: string): Promise<Scope> {
  if (input.id !== undefined) {
    const { retentionPolicy, clientPattern, repositoryId } = await getPruneConfig(db, input.id);
    return { rules: retentionPolicy, clientPattern, repositoryId };
  }
  const { retentionPolicy: policy, clientPattern = '.*', repositoryId = null } = input;
  compileNamePattern(clientPattern, 'clientPattern');
  const rules = typeof policy === 'object' ? rulesOf(policy, serverZone) : await findPolicy(db, policy ?? '');
  if (!rules) throw invalidFields({ retentionPolicy: ['There is no such retention policy.'] });
  if (repositoryId !== null && !(await findRepository(db, repositoryId))) {
    throw invalidFields({ repositoryId: ['There is no such repository.'] });
  }
  return { rules, clientPattern, repositoryId };
}

function itemsOf(group: LoadedGroup, rules: RetentionRules, now: Date): PrunePreviewItem[] {
  const { archives, held } = planGroup(group, rules, now.getTime());
  const { repositoryId, clientId, clientHostname, configId } = group;
  return archives.map(({ archive, keep, rule }) => ({
    archiveId: archive.id,
    archiveName: archive.name,
    timestamp: new Date(archive.at).toISOString(),
    clientId,
    clientHostname,
    configId,
    repositoryId,
    keep,
    rule,
    pinned: archive.pinned,
    held,
  }));
}
