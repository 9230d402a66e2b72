import type { Transaction } from '@borgcube/db/open-database';
import { inSavepoint } from '@borgcube/db/savepoint';
import type { ActionSettings, StoredAction } from '@borgcube/db/schedule-store';
import { isWriteConflict } from '@borgcube/db/transaction';
import { asDomainError, type FieldErrors, invalidFields } from '@borgcube/domain/error/domain-error';
import { fieldErrorsOf } from '@borgcube/domain/form/field-errors';
import type { ScheduledActionInput } from '@borgcube/domain/schedule/schedule';
import type { ScheduledActionKind } from '@borgcube/plugin-kit/define-scheduled-action';
import type { KindRegistry } from '../kind/kind-registry.ts';
import { tryReadAction, versionOf } from './action-data.ts';
import { checkReferences } from './check-references.ts';
import { sameData } from './same-data.ts';

/** What a plugin looks up before its action is saved holds the whole transaction. */
const ON_SAVE_MAX_MS = 2000;

/**
 * Each action as it is to be stored. Data is validated by its kind's form, references are looked up, and `onSave` runs;
 * what is wrong stands under `actions.<index>.data.<field>`. An action that nobody here can read, of an unknown kind or
 * of a newer version, is kept as it is as long as it is unchanged.
 */
export async function checkActions(
  tx: Transaction,
  kinds: KindRegistry,
  inputs: readonly ScheduledActionInput[],
  stored: readonly StoredAction[] = [],
): Promise<ActionSettings[]> {
  const errors: Record<string, readonly string[]> = {};
  const checked: ActionSettings[] = [];
  for (const [index, input] of inputs.entries()) {
    const kind = kinds.scheduledActions.get(input.kind);
    const unread = findUnread(kinds, input, stored);
    const result = unread
      ? keep(unread)
      : kind
        ? await checkKnown(tx, kind, input.data)
        : { errors: { kind: [`No plugin here knows the action ${input.kind}.`] } };
    if ('settings' in result) checked.push(result.settings);
    else
      for (const [path, messages] of Object.entries(result.errors)) {
        errors[joined(`actions.${index}`, path)] = messages;
      }
  }
  if (Object.keys(errors).length > 0) throw invalidFields(errors);
  return checked;
}

type Checked = { readonly settings: ActionSettings } | { readonly errors: FieldErrors };

/** The stored action that the input repeats, where nobody here can read it: no such kind, or newer data. */
function findUnread(
  kinds: KindRegistry,
  input: ScheduledActionInput,
  stored: readonly StoredAction[],
): StoredAction | null {
  const same = stored.find((action) => action.kind === input.kind && sameData(action.data, input.data));
  return same && tryReadAction(kinds, same) === null ? same : null;
}

function keep({ kind, version, data, targetNoun, targetId }: StoredAction): Checked {
  const target = targetNoun !== null && targetId !== null ? { noun: targetNoun, id: targetId } : null;
  const record = Object.fromEntries(Object.entries(Object(data)));
  return { settings: { kind, version, data: record, target } };
}

async function checkKnown(tx: Transaction, kind: ScheduledActionKind, data: unknown): Promise<Checked> {
  const parsed = kind.form.safeParse(data);
  if (!parsed.success) return { errors: below('data', fieldErrorsOf(parsed.error)) };
  const missing = await checkReferences(tx, kind.form, parsed.data);
  if (Object.keys(missing).length > 0) return { errors: below('data', missing) };
  try {
    const limits = { timeoutMs: ON_SAVE_MAX_MS };
    await inSavepoint(tx, async (inner) => kind.onSave?.({ data: parsed.data, tx: inner }), limits);
  } catch (error) {
    if (isWriteConflict(error)) throw error;
    const refusal = asDomainError(error);
    const message = refusal?.message ?? `${kind.name}: ${error instanceof Error ? error.message : error}`;
    return { errors: below('data', refusal?.fieldErrors ?? { '': [message] }) };
  }
  const target = kind.target?.(parsed.data) ?? null;
  const record = Object.fromEntries(Object.entries(Object(parsed.data)));
  return { settings: { kind: kind.kind, version: versionOf(kind), data: record, target } };
}

function below(prefix: string, errors: FieldErrors): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([path, messages]) => [joined(prefix, path), messages]),
  );
}

function joined(prefix: string, path: string): string {
  return path === '' ? prefix : `${prefix}.${path}`;
}
