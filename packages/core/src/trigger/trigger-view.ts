import type { Transaction } from '@borgcube/db/open-database';
import type { StoredTrigger } from '@borgcube/db/trigger-store';
import { roleIncludes } from '@borgcube/domain/actor/actor';
import { shortTriggerId } from '@borgcube/domain/trigger/decide-trigger';
import type { Trigger } from '@borgcube/domain/trigger/trigger';
import type { CoreContext } from '../core-context.ts';
import { findTarget, targetNoun } from './trigger-targets.ts';

/** Who knows the id can start the target, so it is shown to those who may start things anyway. */
export async function toTriggerView(
  tx: Transaction,
  { actor }: Pick<CoreContext, 'actor'>,
  stored: StoredTrigger,
): Promise<Trigger> {
  const { id, uuid, target, enabled, access, comment } = stored;
  return {
    id,
    triggerId: roleIncludes(actor.role, 'operator') ? uuid : null,
    target,
    targetName: (await findTarget(tx, target))?.name ?? null,
    enabled,
    access: [...access],
    comment,
    lastUsedAt: stored.lastUsedAt?.toISOString() ?? null,
    createdAt: stored.createdAt.toISOString(),
    updatedAt: stored.updatedAt.toISOString(),
  };
}

/** For the audit log, which must not tell what would start something: `trigger 3f2a9c01… of schedule Nightly`. */
export async function triggerWords(
  tx: Transaction,
  { uuid, target }: Pick<StoredTrigger, 'uuid' | 'target'>,
): Promise<string> {
  const name = (await findTarget(tx, target))?.name ?? target.id;
  return `trigger ${shortTriggerId(uuid)} of ${targetNoun(target)} ${name}`;
}
