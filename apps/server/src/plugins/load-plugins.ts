import { pathToFileURL } from 'node:url';
import { kindsOf } from '@borgcube/core/kind/kind-registry';
import type { InstalledPlugins, PluginOrigin } from '@borgcube/core/plugin/installed-plugins';
import { definePlugin, type Plugin } from '@borgcube/plugin-kit/define-plugin';
import { StartError } from '../start-error.ts';
import { discoverPackages } from './discover-packages.ts';
import { type FoundPlugin, findNamed } from './find-plugin.ts';
import { provideKit } from './provide-kit.ts';

export interface LoadedPlugins extends InstalledPlugins {
  /** Built-in ones first, then those of the settings, then what was discovered. */
  readonly plugins: readonly Plugin[];
}

interface Asked {
  readonly builtIn: readonly Plugin[];
  /** `BORGCUBE_PLUGINS`: names of packages, or paths. */
  readonly named: readonly string[];
  readonly cwd: string;
  readonly dataDir: string;
}

/** One that waits for something as it is imported does not hold the start for longer. */
const IMPORT_MAX_MS = 15_000;

/**
 * All plugins of this server. One that the settings name and that cannot be loaded stops the start (StartError); one
 * that was only discovered is left out and told.
 */
export async function loadPlugins({ builtIn, named, cwd, dataDir }: Asked): Promise<LoadedPlugins> {
  const plugins = [...builtIn];
  const origins: PluginOrigin[] = builtIn.map(({ name }) => ({ name, from: null, version: null }));
  const failures: { name: string; from: string; reason: string }[] = [];
  const admit = async (found: FoundPlugin) => {
    const plugin = await importPlugin(found);
    if (plugins.some(({ name }) => name === plugin.name)) {
      throw new Error(`there is already a plugin named ${plugin.name}`);
    }
    kindsOf([...plugins, plugin]);
    plugins.push(plugin);
    origins.push({ name: plugin.name, from: found.folder ?? found.file, version: found.version });
  };
  const seen = new Set<string>();
  for (const name of named) {
    try {
      const found = findNamed(name, { cwd, dataDir });
      seen.add(found.file);
      await admit(found);
    } catch (cause) {
      throw new StartError(`The plugin ${name} of BORGCUBE_PLUGINS cannot be loaded: ${reasonOf(cause)}`, 2, {
        cause,
      });
    }
  }
  for (const { name, from, find } of discoverPackages(dataDir)) {
    try {
      const found = find();
      if (seen.has(found.file)) continue;
      seen.add(found.file);
      await admit(found);
    } catch (error) {
      failures.push({ name, from, reason: reasonOf(error) });
    }
  }
  return { plugins, origins, failures };
}

async function importPlugin({ file }: FoundPlugin): Promise<Plugin> {
  provideKit();
  const module: { readonly default?: unknown } = await withinTime(import(pathToFileURL(file).href));
  if (module.default === undefined) throw new Error('it has no default export');
  // What a plugin declares is checked by definePlugin; TypeScript cannot know a module that is named at run time.
  return definePlugin(module.default as Plugin);
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    const error = new Error(`its import did not end within ${IMPORT_MAX_MS / 1000} s`);
    timer = setTimeout(() => reject(error), IMPORT_MAX_MS);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? text;
}
