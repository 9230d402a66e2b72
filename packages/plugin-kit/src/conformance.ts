import { EvolutionError, type EvolvableType, evolve } from '@borgcube/domain/evolution/evolve';
import type { z } from 'zod';
import type { PluginRoot } from './define-evolvable.ts';
import type { JobKind } from './define-job-kind.ts';
import type { Metric } from './define-metric.ts';
import { definePlugin, type Plugin } from './define-plugin.ts';
import { formFaults } from './form-faults.ts';

/**
 * For a plugin's own test: all that is wrong with what it declares, one sentence each; an empty list is what you want.
 * It runs no hook and no job.
 */
export function findFaults(plugin: Plugin): string[] {
  try {
    definePlugin(plugin);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  const { jobKinds = [], scheduledActions = [], notifiers = [], metrics = [], data = [] } = plugin;
  return [
    ...jobKinds.flatMap(kindFaults),
    ...scheduledActions.flatMap(({ kind, name, version = 1, steps = [], form }) => [
      ...nameFaults(kind, name),
      ...formFaults(kind, form, { mayHoldSecrets: false }),
      ...wayFaults({ name: kind, version, steps }),
    ]),
    ...notifiers.flatMap(({ kind, name, version = 1, steps = [], form }) => [
      ...nameFaults(kind, name),
      ...formFaults(kind, form, { mayHoldSecrets: true }),
      ...wayFaults({ name: kind, version, steps }),
    ]),
    ...metrics.flatMap(metricFaults),
    ...data.flatMap(rootFaults),
  ];
}

/** Throws an error that tells every fault. */
export function requireConformance(plugin: Plugin): void {
  const faults = findFaults(plugin);
  if (faults.length === 0) return;
  throw new Error(`the plugin ${plugin.name} has ${faults.length} faults:\n- ${faults.join('\n- ')}`);
}

function kindFaults({ name, verboseName, states, config, executor }: JobKind): string[] {
  const { schema, version, steps } = config;
  const wrong = states.filter((state) => !/^[a-z][a-z0-9_]{0,39}$/.test(state.name));
  const unnamed = states.filter((state) => !isText(state.verboseName));
  return [
    ...nameFaults(name, verboseName),
    ...wrong.map((state) => `${name}: the state ${state.name} is not named in lower case with underscores`),
    ...unnamed.map((state) => `${name}: the state ${state.name} has no verbose name`),
    ...(typeof executor?.run === 'function' ? [] : [`${name}: its executor has no run`]),
    ...formFaults(name, schema, { mayHoldSecrets: false }),
    ...wayFaults({ name, version, steps }),
  ];
}

function metricFaults({ name, help, type, tile }: Metric): string[] {
  return [
    ...(isText(help) ? [] : [`${name}: it has no help`]),
    ...(type === 'counter' && !name.endsWith('_total') ? [`${name}: a counter's name ends with _total`] : []),
    ...(tile && !isText(tile.title) ? [`${name}: its tile has no title`] : []),
  ];
}

function rootFaults(root: PluginRoot): string[] {
  const { name, schema } = root;
  const made = madeBy(root);
  if ('fault' in made) return [`data ${name}: make fails: ${made.fault}`];
  const kept: unknown = JSON.parse(JSON.stringify(made.data) ?? 'null');
  return [
    ...(fits(schema, made.data) ? [] : [`data ${name}: what make answers does not fit the schema`]),
    ...(fits(schema, kept) || !fits(schema, made.data)
      ? []
      : [`data ${name}: what make answers is not the same after JSON`]),
    ...wayFaults({ name: `data ${name}`, version: root.version, steps: root.steps }),
  ];
}

function madeBy(root: PluginRoot): { readonly data: unknown } | { readonly fault: string } {
  try {
    return { data: root.make() };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Every version that was ever stored must lead to the one of today. */
function wayFaults({ name, version, steps }: EvolvableType): string[] {
  const faults: string[] = [];
  // Whether there is a way does not depend on the data.
  const ways = steps.map(({ from = 1, to = from + 1 }) => ({ from, to, evolve: () => null }));
  for (const { from, to } of ways) {
    if (to <= from) faults.push(`${name}: the step ${from}→${to} does not lead on`);
    if (to > version) faults.push(`${name}: the step ${from}→${to} leads past the version ${version}`);
  }
  for (let stored = 1; stored < version; stored += 1) {
    try {
      evolve({ name, version, steps: ways }, { version: stored, data: null });
    } catch (error) {
      if (!(error instanceof EvolutionError)) throw error;
      faults.push(error.message);
    }
  }
  return faults;
}

function nameFaults(kind: string, words: string): string[] {
  return isText(words) ? [] : [`${kind}: it has no name for people`];
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function fits(schema: z.ZodType, data: unknown): boolean {
  return schema.safeParse(data).success;
}
