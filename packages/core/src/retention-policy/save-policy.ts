import * as store from '@borgcube/db/retention-policy-store';
import { inTransaction } from '@borgcube/db/transaction';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import {
  KEEPS_NOTHING,
  type RetentionPolicy,
  type RetentionPolicyCreate,
  type RetentionPolicyUpdate,
} from '@borgcube/domain/retention/retention-policy';
import { keepsNothing } from '@borgcube/domain/retention/retention-rules';
import { requireRole } from '../actor/require-role.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { requireUnchanged } from '../record/require-unchanged.ts';
import { toPolicyView } from './policy-view.ts';

/** Without a zone of its own it gets the server's. */
export async function createPolicy(
  ctx: CoreContext,
  input: RetentionPolicyCreate,
  serverZone: string,
): Promise<RetentionPolicy> {
  requireRole(ctx, 'admin');
  const settings = {
    ...input,
    keepWithin: input.keepWithin ?? null,
    timeZone: input.timeZone ?? serverZone,
  };
  return inTransaction(ctx.db, async (tx) => {
    const stored = await store.insertPolicy(tx, settings, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Added retention policy ${stored.name}`,
      noun: 'retentionPolicy',
      recordId: stored.id,
      changes: changesOf({}, settings),
    });
    return toPolicyView(stored);
  });
}

/** Jobs that were queued before keep the copy that they were made with. */
export async function updatePolicy(
  ctx: CoreContext,
  { id, ifUpdatedAt, ...fields }: RetentionPolicyUpdate,
): Promise<RetentionPolicy> {
  requireRole(ctx, 'admin');
  const changes: Partial<store.PolicySettings> = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
  return inTransaction(ctx.db, async (tx) => {
    const before = await store.getPolicy(tx, id);
    requireUnchanged(before, ifUpdatedAt);
    if (keepsNothing({ ...before, ...changes })) throw invalidFields({ '': [KEEPS_NOTHING] });
    const after = await store.updatePolicy(tx, before, changes, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Changed retention policy ${after.name}`,
      noun: 'retentionPolicy',
      recordId: id,
      changes: changesOf({ ...before }, { ...changes }),
    });
    return toPolicyView(after);
  });
}
