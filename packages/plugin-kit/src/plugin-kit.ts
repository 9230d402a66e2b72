// biome-ignore-all lint/performance/noBarrelFile: the one door for plugins outside this repository, see the outside contract
export { callUrl } from './call-url.ts';
export { findFaults, requireConformance } from './conformance.ts';
export { defineEvolvable, type Evolvable, type PluginRoot } from './define-evolvable.ts';
export {
  defineJobKind,
  type JobContext,
  type JobExecutor,
  type JobKind,
  type JobOutcome,
  type RunnableJob,
} from './define-job-kind.ts';
export { defineMetric, type Metric, type MetricSample } from './define-metric.ts';
export { defineNotifier, type Notifier, type NotifierCall } from './define-notifier.ts';
export { definePlugin, type Plugin, type PluginLink } from './define-plugin.ts';
export {
  defineScheduledAction,
  type JobRequest,
  type ScheduledActionKind,
} from './define-scheduled-action.ts';
export type { InTransaction, PluginHooks, PluginRequest, PluginResponse, WithStore } from './hook-specs.ts';
export type { PluginStore } from './plugin-store.ts';
export type { PluginTransaction } from './plugin-transaction.ts';
export { refuseFields } from './refuse-fields.ts';
