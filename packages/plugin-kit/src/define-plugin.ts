import { checkDeclaration } from './check-declaration.ts';
import type { PluginRoot } from './define-evolvable.ts';
import type { JobKind } from './define-job-kind.ts';
import type { Metric } from './define-metric.ts';
import type { Notifier } from './define-notifier.ts';
import type { ScheduledActionKind } from './define-scheduled-action.ts';
import type { PluginHooks } from './hook-specs.ts';

export interface PluginLink {
  readonly title: string;
  /** `https://…`, or a path of this server. */
  readonly url: string;
}

export interface Plugin {
  /** Lower-case letters, digits and dashes; what it declares begins with it. */
  readonly name: string;
  /** Shown in the console; the package's own when it names none. */
  readonly version?: string;
  /** One sentence for the console. */
  readonly description?: string;
  readonly hooks?: PluginHooks;
  readonly jobKinds?: readonly JobKind[];
  readonly scheduledActions?: readonly ScheduledActionKind[];
  readonly data?: readonly PluginRoot[];
  readonly metrics?: readonly Metric[];
  readonly notifiers?: readonly Notifier[];
  readonly links?: readonly PluginLink[];
}

/** Checks what the compiler cannot: plugins may be plain JavaScript, and made with another copy of this package. */
export function definePlugin(plugin: Plugin): Plugin {
  checkDeclaration(plugin);
  return plugin;
}
