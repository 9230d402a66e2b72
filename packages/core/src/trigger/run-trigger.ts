import { inTransaction } from '@borgcube/db/transaction';
import type { Actor } from '@borgcube/domain/actor/actor';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { refusalWords } from '@borgcube/domain/trigger/decide-trigger';
import type { TriggeredJobs } from '@borgcube/domain/trigger/trigger';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { fireTrigger } from './fire-trigger.ts';

/** For the local socket alone. Every refusal reads alike; the audit log says more. */
export async function runTrigger(
  ctx: Omit<CoreContext, 'actor'> & { readonly actor: Actor | null },
  call: { readonly triggerId: string; readonly isLocal: boolean },
): Promise<TriggeredJobs> {
  const { actor, ...parts } = ctx;
  if (!call.isLocal || !actor) throw noSuchTrigger();
  const { triggerId } = call;
  const outcome = await fireTrigger(parts, actor, { triggerId, context: 'local-cli', address: null });
  if ('jobs' in outcome) return { jobs: [...outcome.jobs] };
  const { reason, recordId, shortId } = outcome.refused;
  const what = `Refused trigger ${shortId ?? 'without a valid id'}: ${refusalWords(reason)}`;
  const deed = { what, noun: 'trigger', ...(recordId === null ? {} : { recordId }) };
  await inTransaction(ctx.db, (tx) => writeAudit(tx, { ...parts, actor }, deed));
  throw noSuchTrigger();
}

function noSuchTrigger(): DomainError {
  return new DomainError('NOT_FOUND', 'not-found', 'There is no such trigger.');
}
