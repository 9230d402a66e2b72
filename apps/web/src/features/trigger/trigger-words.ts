import type { Trigger, TriggerAccess, TriggerTargetType } from '@borgcube/domain/trigger/trigger';

const TYPES: Readonly<Record<TriggerTargetType, string>> = {
  schedule: 'Schedule',
  backupConfig: 'Backup config',
  checkConfig: 'Check config',
  pruneConfig: 'Prune config',
};

/** Every kind of thing that can be started. */
export const TARGET_TYPES = Object.keys(TYPES).filter(isTargetType);

export function isTargetType(text: unknown): text is TriggerTargetType {
  return typeof text === 'string' && text in TYPES;
}

export function typeWord(type: TriggerTargetType): string {
  return TYPES[type];
}

const PLACES: Readonly<Record<TriggerAccess, string>> = {
  'anonymous-web': 'web',
  'local-cli': 'command line',
};

/** "web, command line"; "nowhere" for an id that no place may use. */
export function accessWords(access: readonly TriggerAccess[]): string {
  return access.map((place) => PLACES[place]).join(', ') || 'nowhere';
}

export interface TriggerLine {
  readonly from: string;
  readonly line: string;
}

/** What starts it, for each place that may. */
export function triggerLines(trigger: Trigger, origin: string): readonly TriggerLine[] {
  const { triggerId, access } = trigger;
  if (triggerId === null) return [];
  return access.map((place) =>
    place === 'anonymous-web'
      ? { from: 'From anywhere', line: `curl -X POST ${origin}/trigger/${triggerId}` }
      : { from: 'On this server', line: `borgcube trigger ${triggerId}` },
  );
}
