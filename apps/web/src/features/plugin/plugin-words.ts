import type { PluginView } from '@borgcube/domain/plugin/plugin-view';
import { counted } from '../../ui/format/count.ts';

/** `1 job kind, 2 actions, 1 metric`: what a plugin brings; null: nothing that can be counted. */
export function bringsWords(plugin: PluginView): string | null {
  const parts = [
    plugin.jobKinds.length > 0 && counted(plugin.jobKinds.length, 'job kind'),
    plugin.scheduledActions.length > 0 && counted(plugin.scheduledActions.length, 'action'),
    plugin.notifiers.length > 0 && counted(plugin.notifiers.length, 'notifier'),
    plugin.metrics.length > 0 && counted(plugin.metrics.length, 'metric'),
    plugin.hooks.length > 0 && counted(plugin.hooks.length, 'hook'),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(', ') : null;
}

export function pluginPath(name: string): string {
  return `/settings/plugins/${encodeURIComponent(name)}`;
}
