import type { JobKind } from '@borgcube/plugin-kit/define-job-kind';
import type { Metric } from '@borgcube/plugin-kit/define-metric';
import type { Notifier } from '@borgcube/plugin-kit/define-notifier';
import type { Plugin } from '@borgcube/plugin-kit/define-plugin';
import type { ScheduledActionKind } from '@borgcube/plugin-kit/define-scheduled-action';
import { runnableAction } from './runnable-action.ts';

/** What all registered plugins declare; built-in kinds come from plugins too. */
export interface KindRegistry {
  readonly jobKinds: ReadonlyMap<string, JobKind>;
  readonly scheduledActions: ReadonlyMap<string, ScheduledActionKind>;
  readonly notifiers: ReadonlyMap<string, Notifier>;
  readonly metrics: ReadonlyMap<string, Metric>;
  /** In the order in which they were registered. */
  readonly plugins: readonly Plugin[];
}

/** Two plugins of one name, or that declare the same kind, are a mistake of whoever registered them. */
export function kindsOf(plugins: readonly Plugin[]): KindRegistry {
  const jobKinds = new Map<string, JobKind>();
  const scheduledActions = new Map<string, ScheduledActionKind>();
  const notifiers = new Map<string, Notifier>();
  const metrics = new Map<string, Metric>();
  const names = new Map<string, Plugin>();
  for (const plugin of plugins) {
    addOnce(names, plugin.name, plugin);
    for (const kind of plugin.jobKinds ?? []) addOnce(jobKinds, kind.name, kind);
    for (const action of plugin.scheduledActions ?? []) addOnce(scheduledActions, action.kind, action);
    for (const notifier of plugin.notifiers ?? []) addOnce(notifiers, notifier.kind, notifier);
    for (const metric of plugin.metrics ?? []) addOnce(metrics, metric.name, metric);
  }
  for (const kind of jobKinds.values()) {
    const needsAction = kind.runnable === true && kind.name.includes('.') && !scheduledActions.has(kind.name);
    if (needsAction) scheduledActions.set(kind.name, runnableAction(kind));
  }
  return { jobKinds, scheduledActions, notifiers, metrics, plugins };
}

/** The plugin that declares a kind of job. */
export function pluginOfKind({ plugins }: KindRegistry, kind: string): Plugin | null {
  return plugins.find(({ jobKinds }) => jobKinds?.some(({ name }) => name === kind)) ?? null;
}

function addOnce<Kind>(kinds: Map<string, Kind>, name: string, kind: Kind): void {
  if (kinds.has(name)) throw new Error(`${name} is declared twice`);
  kinds.set(name, kind);
}
