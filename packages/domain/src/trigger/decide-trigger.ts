import type { TriggerAccess } from './trigger.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Why an id starts nothing; the outside learns none of it. */
export type TriggerRefusal = 'unknown' | 'disabled' | 'no-access' | 'target-disabled' | 'target-missing';

const WORDS: Readonly<Record<TriggerRefusal, string>> = {
  unknown: 'there is no such id',
  disabled: 'the id is disabled',
  'no-access': 'the id may not be used from there',
  'target-disabled': 'what it starts is disabled',
  'target-missing': 'what it starts is gone',
};

export function refusalWords(reason: TriggerRefusal): string {
  return WORDS[reason];
}

/** As ids are stored; null for what cannot be one. */
export function readTriggerUuid(text: string): string | null {
  const lower = text.toLowerCase();
  return UUID.test(lower) ? lower : null;
}

/** Enough to recognize an id, too little to use it. */
export function shortTriggerId(uuid: string): string {
  return `${uuid.slice(0, 8)}…`;
}

interface UsableId {
  readonly enabled: boolean;
  readonly access: readonly string[];
}

/** Null: it may be used from this context. */
export function refuseTrigger(id: UsableId | null, context: TriggerAccess): TriggerRefusal | null {
  if (!id) return 'unknown';
  if (!id.enabled) return 'disabled';
  return id.access.includes(context) ? null : 'no-access';
}
