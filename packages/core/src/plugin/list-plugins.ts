import { listPluginData } from '@borgcube/db/plugin-data-store';
import { listStrayKinds, type StrayKind } from '@borgcube/db/stored-kind-store';
import { EvolutionError, evolve } from '@borgcube/domain/evolution/evolve';
import type { PluginView, SystemPlugins } from '@borgcube/domain/plugin/plugin-view';
import type { PluginRoot } from '@borgcube/plugin-kit/define-evolvable';
import type { Plugin } from '@borgcube/plugin-kit/define-plugin';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import type { InstalledPlugins } from './installed-plugins.ts';

type StoredRoots = Awaited<ReturnType<typeof listPluginData>>;

/** What is installed, what could not be loaded, and what is stored for plugins that are not here. */
export async function listPlugins(ctx: CoreContext, installed: InstalledPlugins): Promise<SystemPlugins> {
  requireRole(ctx, 'viewer');
  const roots = await listPluginData(ctx.db);
  return {
    plugins: ctx.kinds.plugins.map((plugin) => toView(plugin, installed, roots)),
    failures: installed.failures.map((failure) => ({ ...failure })),
    missing: await findMissing(ctx, roots),
  };
}

function toView(plugin: Plugin, { origins }: InstalledPlugins, roots: StoredRoots): PluginView {
  const { jobKinds = [], scheduledActions = [], metrics = [], notifiers = [], links = [] } = plugin;
  const origin = origins.find(({ name }) => name === plugin.name);
  return {
    name: plugin.name,
    version: plugin.version ?? origin?.version ?? null,
    description: plugin.description ?? '',
    from: origin?.from ?? null,
    hooks: Object.keys(plugin.hooks ?? {}),
    jobKinds: jobKinds.map(({ name, verboseName, states, runnable = false }) => ({
      name,
      verboseName,
      states: states.map((state) => ({ name: state.name, verboseName: state.verboseName })),
      runnable,
    })),
    scheduledActions: scheduledActions.map(({ kind, name }) => ({ kind, name })),
    metrics: metrics.map(({ name, help, type, labels = [] }) => ({ name, help, type, labels: [...labels] })),
    notifiers: notifiers.map(({ kind, name }) => ({ kind, name })),
    data: (plugin.data ?? []).map((root) => rootView(plugin, root, roots)),
    links: links.map(({ title, url }) => ({ title, url })),
  };
}

function rootView(plugin: Plugin, root: PluginRoot, roots: StoredRoots): PluginView['data'][number] {
  const stored = roots.find((one) => one.plugin === plugin.name && one.name === root.name);
  const { name, version } = root;
  const problem = stored ? problemOf(root, stored.version) : null;
  return { name, version, storedVersion: stored?.version ?? null, problem };
}

/** The steps' own work is left out: only whether there is a way. */
function problemOf({ name, version, steps }: PluginRoot, stored: number): string | null {
  const ways = steps.map((step) => ({ ...step, evolve: () => null }));
  try {
    evolve({ name: `data ${name}`, version, steps: ways }, { version: stored, data: null });
    return null;
  } catch (error) {
    if (error instanceof EvolutionError) return error.message;
    throw error;
  }
}

async function findMissing(ctx: CoreContext, roots: StoredRoots): Promise<SystemPlugins['missing']> {
  const { jobKinds, scheduledActions, notifiers, plugins } = ctx.kinds;
  const strays = await listStrayKinds(ctx.db, {
    jobKinds: [...jobKinds.keys()],
    scheduledActions: [...scheduledActions.keys()],
    notifiers: [...notifiers.keys()],
  });
  const missing = new Map<string, string[]>();
  const add = (name: string, words: string) => missing.set(name, [...(missing.get(name) ?? []), words]);
  const addAll = (kinds: readonly StrayKind[], one: string, many: string) => {
    for (const { kind, count } of kinds) {
      add(pluginOf(kind), `${count} ${count === 1 ? one : many} of kind ${kind}`);
    }
  };
  addAll(strays.jobs, 'queued job', 'queued jobs');
  addAll(strays.actions, 'scheduled action', 'scheduled actions');
  addAll(strays.channels, 'notification channel', 'notification channels');
  for (const { plugin, name, version } of roots) {
    const isHere = plugins.some((one) => one.name === plugin && one.data?.some((root) => root.name === name));
    if (!isHere) add(plugin, `its data ${name}, version ${version}`);
  }
  return [...missing].map(([name, keeps]) => ({ name, keeps }));
}

/** A kind of BorgCube's own has no prefix, and a notifier may be named as its plugin. */
function pluginOf(kind: string): string {
  return kind.split('.')[0] ?? kind;
}
