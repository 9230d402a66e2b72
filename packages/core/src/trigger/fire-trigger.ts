import { inTransaction } from '@borgcube/db/transaction';
import { findTriggerId, getTrigger, noteTriggerUse, type StoredTriggerId } from '@borgcube/db/trigger-store';
import type { Actor } from '@borgcube/domain/actor/actor';
import { DomainError } from '@borgcube/domain/error/domain-error';
import {
  readTriggerUuid,
  refuseTrigger,
  shortTriggerId,
  type TriggerRefusal,
} from '@borgcube/domain/trigger/decide-trigger';
import type { TriggerAccess } from '@borgcube/domain/trigger/trigger';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { findTarget, runTarget } from './trigger-targets.ts';
import { triggerWords } from './trigger-view.ts';

export interface TriggerCall {
  /** As the caller wrote it. */
  readonly triggerId: string;
  readonly context: TriggerAccess;
  /** Of the caller over the web. */
  readonly address: string | null;
}

/** What only the audit log may tell apart. */
export interface RefusedCall {
  readonly reason: TriggerRefusal;
  /** The record of the id; null for an unknown one. */
  readonly recordId: string | null;
  /** Cut short, so that it opens nothing; null for what cannot be an id. */
  readonly shortId: string | null;
}

export type TriggerOutcome = { readonly jobs: readonly number[] } | { readonly refused: RefusedCall };

const NO_UUID = '00000000-0000-0000-0000-000000000000';

/**
 * Starts what the id stands for. An unknown, a disabled and a forbidden id cost the same one look-up, so that their
 * answers cannot be told apart by time either. `actor` is null for a caller over the web: the id is its proof.
 */
export async function fireTrigger(
  parts: Omit<CoreContext, 'actor'>,
  actor: Actor | null,
  call: TriggerCall,
): Promise<TriggerOutcome> {
  const uuid = readTriggerUuid(call.triggerId);
  const found = await findTriggerId(parts.db, uuid ?? NO_UUID);
  const reason = refuseTrigger(found, call.context);
  if (found === null || reason !== null) {
    const shortId = uuid && shortTriggerId(uuid);
    return { refused: { reason: reason ?? 'unknown', recordId: found?.id ?? null, shortId } };
  }
  const ctx: CoreContext = { ...parts, actor: actor ?? asActor(found) };
  const target = await useId(ctx, found, call);
  const jobs = 'refusal' in target ? target.refusal : await startTarget(ctx, target);
  if (typeof jobs !== 'string') return { jobs };
  return { refused: { reason: jobs, recordId: found.id, shortId: shortTriggerId(found.uuid) } };
}

/** What it starts is told by the job's own page and by the audit log under the id's record. */
function asActor({ id, uuid, comment }: StoredTriggerId): Actor {
  return { type: 'trigger', id, name: comment || shortTriggerId(uuid), role: 'operator' };
}

type UsedId = Parameters<typeof runTarget>[1] | { readonly refusal: TriggerRefusal };

/** On record before anything is started. */
async function useId(ctx: CoreContext, { id }: StoredTriggerId, call: TriggerCall): Promise<UsedId> {
  return inTransaction(ctx.db, async (tx) => {
    if (!(await noteTriggerUse(tx, id, ctx.clock()))) return { refusal: 'disabled' };
    const trigger = await getTrigger(tx, id);
    const target = await findTarget(tx, trigger.target);
    if (!target) return { refusal: 'target-missing' };
    if (!target.enabled) return { refusal: 'target-disabled' };
    const from = call.address === null ? '' : ` from ${call.address}`;
    const what = `Fired ${await triggerWords(tx, trigger)}${from}`;
    await recordChange(tx, ctx, { what, noun: 'trigger', recordId: id });
    return trigger.target;
  });
}

async function startTarget(
  ctx: CoreContext,
  target: Parameters<typeof runTarget>[1],
): Promise<readonly number[] | TriggerRefusal> {
  try {
    return await runTarget(ctx, target);
  } catch (error) {
    // Deleted since it was looked at.
    if (error instanceof DomainError && error.code === 'NOT_FOUND') return 'target-missing';
    throw error;
  }
}
