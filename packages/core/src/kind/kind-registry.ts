import type { JobKind } from '@borgcube/plugin-kit/define-job-kind';
import type { Plugin } from '@borgcube/plugin-kit/define-plugin';
import type { ScheduledActionKind } from '@borgcube/plugin-kit/define-scheduled-action';

/** What all registered plugins declare; built-in kinds come from plugins too. */
export interface KindRegistry {
  readonly jobKinds: ReadonlyMap<string, JobKind>;
  readonly scheduledActions: ReadonlyMap<string, ScheduledActionKind>;
}

/** Two plugins that declare the same kind are a mistake of whoever registered them. */
export function kindsOf(plugins: readonly Plugin[]): KindRegistry {
  const jobKinds = new Map<string, JobKind>();
  const scheduledActions = new Map<string, ScheduledActionKind>();
  for (const plugin of plugins) {
    for (const kind of plugin.jobKinds ?? []) addOnce(jobKinds, kind.name, kind);
    for (const action of plugin.scheduledActions ?? []) addOnce(scheduledActions, action.kind, action);
  }
  return { jobKinds, scheduledActions };
}

function addOnce<Kind>(kinds: Map<string, Kind>, name: string, kind: Kind): void {
  if (kinds.has(name)) throw new Error(`the kind ${name} is declared twice`);
  kinds.set(name, kind);
}
