import type { Transaction } from '@borgcube/db/open-database';
import { inSavepoint } from '@borgcube/db/savepoint';
import type { StoredAction } from '@borgcube/db/schedule-store';
import { asDomainError } from '@borgcube/domain/error/domain-error';
import type { JobRequest } from '@borgcube/plugin-kit/define-scheduled-action';
import type { KindRegistry } from '../kind/kind-registry.ts';
import { readAction, UnreadableActionError } from './action-data.ts';

/** A job that an action asks for, with the action's place among the others. */
export interface PlacedRequest {
  readonly position: number;
  readonly request: JobRequest;
}

export interface Expansion {
  /** In order of position. */
  readonly requests: readonly PlacedRequest[];
  /** Why an action asks for nothing. */
  readonly problems: readonly string[];
}

/** How long one action may look for its targets; a plugin that hangs does not hold the scheduler. */
const EXPAND_MAX_MS = 5000;

/** Asks each action for its jobs. One that fails is told in words and does not keep the others from running. */
export async function expandActions(
  tx: Transaction,
  kinds: KindRegistry,
  actions: readonly StoredAction[],
): Promise<Expansion> {
  const requests: PlacedRequest[] = [];
  const problems: string[] = [];
  for (const action of actions) {
    try {
      const { kind, data } = readAction(kinds, action);
      const limits = { timeoutMs: EXPAND_MAX_MS };
      const asked = await inSavepoint(tx, (inner) => kind.expand({ data, tx: inner }), limits);
      requests.push(...asked.map((request) => ({ position: action.position, request })));
    } catch (error) {
      problems.push(`Action ${action.position}: ${wordsOf(error)}`);
    }
  }
  return { requests, problems };
}

function wordsOf(error: unknown): string {
  const refusal = asDomainError(error);
  if (refusal) return refusal.message;
  if (error instanceof UnreadableActionError) return `${error.message}.`;
  return `it failed (${error instanceof Error ? error.message : String(error)}).`;
}
