import type { Transaction } from '@borgcube/db/open-database';
import { inSavepoint } from '@borgcube/db/savepoint';
import type { StoredAction } from '@borgcube/db/schedule-store';
import { isWriteConflict } from '@borgcube/db/transaction';
import { asDomainError } from '@borgcube/domain/error/domain-error';
import type { JobRequest, ScheduledActionKind } from '@borgcube/plugin-kit/define-scheduled-action';
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
const LIMITS = { timeoutMs: 15_000 };

/** Asks each action for its jobs. One that fails is told in words and does not keep the others from running. */
export async function expandActions(
  tx: Transaction,
  kinds: KindRegistry,
  actions: readonly StoredAction[],
): Promise<Expansion> {
  const [expansion] = await expandLists(tx, kinds, [actions]);
  return expansion ?? { requests: [], problems: [] };
}

/** The same for the actions of several schedules; what is of one kind is asked together. */
export async function expandLists(
  tx: Transaction,
  kinds: KindRegistry,
  lists: readonly (readonly StoredAction[])[],
): Promise<Expansion[]> {
  const answers = new Map<StoredAction, Answer>();
  const known = new Map<ScheduledActionKind, Known[]>();
  for (const action of lists.flat()) {
    try {
      const { kind, data } = readAction(kinds, action);
      known.set(kind, [...(known.get(kind) ?? []), { action, data }]);
    } catch (error) {
      answers.set(action, asError(error));
    }
  }
  for (const [kind, asked] of known) {
    for (const [action, answer] of await askKind(tx, kind, asked)) answers.set(action, answer);
  }
  return lists.map((actions) => expansionOf(actions, answers));
}

type Answer = readonly JobRequest[] | Error;

interface Known {
  readonly action: StoredAction;
  readonly data: unknown;
}

async function askKind(
  tx: Transaction,
  kind: ScheduledActionKind,
  asked: readonly Known[],
): Promise<[StoredAction, Answer][]> {
  const together = asked.length > 1 ? await askTogether(tx, kind, asked) : null;
  if (together) return together;
  const answers: [StoredAction, Answer][] = [];
  for (const { action, data } of asked) {
    const answer = await inSavepoint(tx, (inner) => kind.expand({ data, tx: inner }), LIMITS).catch(asError);
    answers.push([action, answer]);
  }
  return answers;
}

/** Null: the kind cannot, or it failed; then each is asked by itself. */
async function askTogether(
  tx: Transaction,
  kind: ScheduledActionKind,
  asked: readonly Known[],
): Promise<[StoredAction, Answer][] | null> {
  const data = asked.map((one) => one.data);
  try {
    const answers = await inSavepoint(tx, async (inner) => kind.expandMany?.({ data, tx: inner }), LIMITS);
    if (answers?.length !== asked.length) return null;
    return asked.map(({ action }, index) => [action, answers[index] ?? []]);
  } catch (error) {
    if (isWriteConflict(error)) throw error;
    return null;
  }
}

function expansionOf(
  actions: readonly StoredAction[],
  answers: ReadonlyMap<StoredAction, Answer>,
): Expansion {
  const requests: PlacedRequest[] = [];
  const problems: string[] = [];
  for (const action of actions) {
    const answer = answers.get(action) ?? [];
    if (answer instanceof Error) problems.push(`Action ${action.position}: ${wordsOf(answer)}`);
    else requests.push(...answer.map((request) => ({ position: action.position, request })));
  }
  return { requests, problems };
}

/** The transaction is tried again as a whole when the database asks for it. */
function asError(error: unknown): Error {
  if (isWriteConflict(error)) throw error;
  return error instanceof Error ? error : new Error(String(error));
}

function wordsOf(error: Error): string {
  const refusal = asDomainError(error);
  if (refusal) return refusal.message;
  if (error instanceof UnreadableActionError) return `${error.message}.`;
  return `it failed (${error.message}).`;
}
