import type { Transaction } from '@borgcube/db/open-database';
import * as store from '@borgcube/db/prune-config-store';
import { findRepository } from '@borgcube/db/repository-store';
import { findPolicy } from '@borgcube/db/retention-policy-store';
import { inTransaction } from '@borgcube/db/transaction';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { PruneConfig, PruneConfigCreate, PruneConfigUpdate } from '@borgcube/domain/prune/prune-config';
import { requireRole } from '../actor/require-role.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { compileNamePattern } from '../record/name-pattern.ts';
import { recordChange } from '../record/record-change.ts';
import { requireUnchanged } from '../record/require-unchanged.ts';
import { toPruneConfigView } from './prune-config-view.ts';

export async function createPruneConfig(ctx: CoreContext, input: PruneConfigCreate): Promise<PruneConfig> {
  requireRole(ctx, 'admin');
  const settings = { ...input, repositoryId: input.repositoryId ?? null };
  return inTransaction(ctx.db, async (tx) => {
    await requireValid(tx, settings);
    const stored = await store.insertPruneConfig(tx, settings, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Added prune config ${stored.name}`,
      noun: 'pruneConfig',
      recordId: stored.id,
      changes: changesOf({}, settings),
    });
    return toPruneConfigView(stored);
  });
}

/** Jobs that were queued before keep the copy that they were made with. */
export async function updatePruneConfig(
  ctx: CoreContext,
  { id, ifUpdatedAt, ...fields }: PruneConfigUpdate,
): Promise<PruneConfig> {
  requireRole(ctx, 'admin');
  const changes: Partial<store.PruneConfigSettings> = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
  return inTransaction(ctx.db, async (tx) => {
    const { retentionPolicy: _, ...before } = await store.getPruneConfig(tx, id);
    requireUnchanged(before, ifUpdatedAt);
    await requireValid(tx, { ...before, ...changes });
    const after = await store.updatePruneConfig(tx, before, changes, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Changed prune config ${after.name}`,
      noun: 'pruneConfig',
      recordId: id,
      changes: changesOf({ ...before }, { ...changes }),
    });
    return toPruneConfigView(after);
  });
}

async function requireValid(tx: Transaction, config: store.PruneConfigSettings): Promise<void> {
  compileNamePattern(config.clientPattern, 'clientPattern');
  if (!(await findPolicy(tx, config.retentionPolicyId))) {
    throw invalidFields({ retentionPolicyId: ['There is no such retention policy.'] });
  }
  if (config.repositoryId !== null && !(await findRepository(tx, config.repositoryId))) {
    throw invalidFields({ repositoryId: ['There is no such repository.'] });
  }
}
