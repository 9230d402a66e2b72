import { defineEvolvable, type PluginRoot } from './define-evolvable.ts';
import { defineJobKind, type JobKind } from './define-job-kind.ts';
import { defineMetric, type Metric } from './define-metric.ts';
import { defineNotifier, type Notifier } from './define-notifier.ts';
import { defineScheduledAction, type ScheduledActionKind } from './define-scheduled-action.ts';
import { HOOK_NAMES, type PluginHooks } from './hook-specs.ts';

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

/** BorgCube's own kinds carry no prefix; nobody else can register under this name. */
const CORE = 'borgcube';
const LISTS = ['jobKinds', 'scheduledActions', 'data', 'metrics', 'notifiers', 'links'] as const;

/** Checks what the compiler cannot: plugins may be plain JavaScript, and made with another copy of this package. */
export function definePlugin(plugin: Plugin): Plugin {
  checkDeclaration(plugin);
  return plugin;
}

/** Throws one sentence that names the plugin and what is wrong with it. */
function checkDeclaration(plugin: Plugin): void {
  if (typeof plugin !== 'object' || plugin === null) throw new Error('a plugin is what definePlugin answers');
  const { name } = plugin;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{0,62}$/.test(name)) {
    throw new Error(`a plugin's name is lower-case letters, digits and dashes, not ${name}`);
  }
  for (const list of LISTS) {
    if (plugin[list] !== undefined && !Array.isArray(plugin[list])) throw refusal(name, `${list} is no list`);
  }
  checkHooks(plugin);
  try {
    checkParts(plugin);
  } catch (cause) {
    throw refusal(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function checkHooks({ name, hooks = {} }: Plugin): void {
  for (const [hook, handler] of Object.entries(hooks)) {
    if (!HOOK_NAMES.includes(hook)) throw refusal(name, `there is no hook ${hook}`);
    if (typeof handler !== 'function') throw refusal(name, `the hook ${hook} is no function`);
  }
}

function checkParts(plugin: Plugin): void {
  const { name, jobKinds = [], scheduledActions = [], metrics = [], notifiers = [], data = [] } = plugin;
  const { links = [] } = plugin;
  for (const kind of jobKinds) requireOwn(name, defineJobKind(kind).name, name === CORE);
  for (const action of scheduledActions) requireOwn(name, defineScheduledAction(action).kind);
  for (const notifier of notifiers) {
    const { kind } = defineNotifier(notifier);
    requireOwn(name, kind, kind === name);
  }
  for (const metric of metrics) requireOwnMetric(name, defineMetric(metric).name);
  for (const root of data) requireRoot(root);
  for (const { title, url } of links) requireLink(title, url);
  refuseTwice(jobKinds.map((kind) => kind.name));
  refuseTwice(scheduledActions.map((action) => action.kind));
  refuseTwice(notifiers.map((notifier) => notifier.kind));
  refuseTwice(metrics.map((metric) => metric.name));
  refuseTwice(data.map((root) => root.name));
}

function requireOwn(plugin: string, kind: string, isExempt = false): void {
  if (isExempt || kind.startsWith(`${plugin}.`)) return;
  throw new Error(`${kind} must begin with ${plugin}., the name of its plugin`);
}

function requireOwnMetric(plugin: string, metric: string): void {
  const prefix = plugin === CORE ? 'borgcube_' : `borgcube_${plugin.replaceAll('-', '_')}_`;
  if (!metric.startsWith(prefix)) throw new Error(`the metric ${metric} must begin with ${prefix}`);
}

function requireRoot(root: PluginRoot): void {
  defineEvolvable(root);
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(root.name)) throw new Error(`${root.name} is no name of plugin data`);
  if (typeof root.make !== 'function') {
    throw new Error(`the data ${root.name} has no make: how is it made on first use?`);
  }
}

function requireLink(title: unknown, url: unknown): void {
  if (typeof title === 'string' && typeof url === 'string' && /^(https?:\/\/|\/(?!\/))/.test(url)) return;
  throw new Error(`a link has a title and a url that begins with https:// or /, not ${url}`);
}

function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${twice} is declared twice`);
}

function refusal(plugin: string, what: string, cause?: unknown): Error {
  return new Error(`plugin ${plugin}: ${what}`, cause === undefined ? undefined : { cause });
}
