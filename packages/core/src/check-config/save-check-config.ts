import * as store from '@borgcube/db/check-config-store';
import type { Transaction } from '@borgcube/db/open-database';
import { findRepository } from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import {
  type CheckConfig,
  type CheckConfigCreate,
  CheckConfigData,
  type CheckConfigUpdate,
  scopeErrors,
} from '@borgcube/domain/check-config/check-config';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { requireUnchanged } from '../record/require-unchanged.ts';
import { readCheckConfig, toCheckConfigView, toSettings } from './check-config-view.ts';

export async function createCheckConfig(ctx: CoreContext, input: CheckConfigCreate): Promise<CheckConfig> {
  requireRole(ctx, 'admin');
  const config = { ...input, maxDuration: input.maxDuration ?? null };
  return inTransaction(ctx.db, async (tx) => {
    const repository = await requireValid(tx, config);
    const stored = await store.insertCheckConfig(tx, toSettings(config), ctx.clock());
    await recordChange(tx, ctx, {
      what: `Added check ${config.label} of ${repository.name}`,
      noun: 'checkConfig',
      recordId: stored.id,
      changes: changesOf({}, config),
    });
    return toCheckConfigView(stored);
  });
}

/** Jobs that were queued before keep the copy that they were made with. */
export async function updateCheckConfig(
  ctx: CoreContext,
  { id, ifUpdatedAt, ...fields }: CheckConfigUpdate,
): Promise<CheckConfig> {
  requireRole(ctx, 'admin');
  const changes = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return inTransaction(ctx.db, async (tx) => {
    const before = await store.getCheckConfig(tx, id);
    requireUnchanged(before, ifUpdatedAt);
    const config = CheckConfigData.parse({ ...readCheckConfig(before), ...changes });
    const repository = await requireValid(tx, config);
    const after = await store.updateCheckConfig(tx, before, toSettings(config), ctx.clock());
    await recordChange(tx, ctx, {
      what: `Changed check ${after.label} of ${repository.name}`,
      noun: 'checkConfig',
      recordId: id,
      changes: changesOf({ ...readCheckConfig(before) }, changes),
    });
    return toCheckConfigView(after);
  });
}

async function requireValid(tx: Transaction, config: CheckConfigData) {
  const errors = scopeErrors(config);
  const repository = await findRepository(tx, config.repositoryId);
  if (!repository) throw invalidFields({ ...errors, repositoryId: ['There is no such repository.'] });
  if (Object.keys(errors).length > 0) throw invalidFields(errors);
  return repository;
}
