import { EvolutionError, evolve } from '@borgcube/domain/evolution/evolve';
import type { ScheduledActionKind } from '@borgcube/plugin-kit/define-scheduled-action';
import type { KindRegistry } from '../kind/kind-registry.ts';

interface StoredData {
  readonly kind: string;
  readonly version: number;
  readonly data: unknown;
}

/** An action whose kind is known here, with its data as the kind's form reads it. */
export interface KnownAction {
  readonly kind: ScheduledActionKind;
  readonly data: unknown;
}

/** Thrown for data that this server cannot run; the words may be shown. */
export class UnreadableActionError extends Error {
  override readonly name = 'UnreadableActionError';
}

export function versionOf(kind: ScheduledActionKind): number {
  return kind.version ?? 1;
}

/** Stored data as the kind's current form reads it; the stored bytes stay as they are. */
export function readAction(kinds: KindRegistry, stored: StoredData): KnownAction {
  const kind = kinds.scheduledActions.get(stored.kind);
  if (!kind) throw new UnreadableActionError(`no plugin here knows the action ${stored.kind}`);
  try {
    const type = { name: kind.kind, version: versionOf(kind), steps: kind.steps ?? [] };
    return { kind, data: kind.form.parse(evolve(type, stored)) };
  } catch (error) {
    if (error instanceof EvolutionError) throw new UnreadableActionError(error.message, { cause: error });
    throw new UnreadableActionError(`the data of the action ${stored.kind} cannot be read`, { cause: error });
  }
}

/** Null where `readAction` would throw. */
export function tryReadAction(kinds: KindRegistry, stored: StoredData): KnownAction | null {
  try {
    return readAction(kinds, stored);
  } catch (error) {
    if (error instanceof UnreadableActionError) return null;
    throw error;
  }
}
