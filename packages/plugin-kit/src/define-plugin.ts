import type { Evolvable } from './define-evolvable.ts';
import type { JobKind } from './define-job-kind.ts';
import type { Metric } from './define-metric.ts';
import type { Notifier } from './define-notifier.ts';
import type { ScheduledActionKind } from './define-scheduled-action.ts';
import { HOOK_NAMES, type PluginHooks } from './hook-specs.ts';

export interface PluginLink {
  readonly title: string;
  readonly url: string;
}

export interface Plugin {
  readonly name: string;
  readonly hooks?: PluginHooks;
  readonly jobKinds?: readonly JobKind[];
  readonly scheduledActions?: readonly ScheduledActionKind[];
  readonly data?: readonly (Evolvable & { readonly make: () => unknown })[];
  readonly metrics?: readonly Metric[];
  readonly notifiers?: readonly Notifier[];
  readonly links?: readonly PluginLink[];
}

/** Checks what the compiler cannot: plugins may be plain JavaScript. */
export function definePlugin(plugin: Plugin): Plugin {
  if (!/^[a-z][a-z0-9-]*$/.test(plugin.name)) {
    throw new Error(`a plugin's name is lower-case letters, digits and dashes, not ${plugin.name}`);
  }
  for (const [name, hook] of Object.entries(plugin.hooks ?? {})) {
    if (!HOOK_NAMES.includes(name)) throw new Error(`plugin ${plugin.name}: there is no hook ${name}`);
    if (typeof hook !== 'function') throw new Error(`plugin ${plugin.name}: the hook ${name} is no function`);
  }
  return plugin;
}
