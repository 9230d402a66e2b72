import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { definePlugin, type Plugin } from '@borgcube/plugin-kit/define-plugin';
import { StartError } from '../start-error.ts';

/** Packages or paths of `BORGCUBE_PLUGINS`, found from the working directory; each one's default export is its plugin. */
export async function loadPlugins(names: readonly string[], cwd: string): Promise<Plugin[]> {
  const plugins: Plugin[] = [];
  for (const name of names) {
    try {
      const module: { readonly default?: unknown } = await import(locate(name, cwd));
      if (!module.default) throw new Error('it has no default export');
      // What a plugin declares is checked by definePlugin; TypeScript cannot know a module that is named at run time.
      plugins.push(definePlugin(module.default as Plugin));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
      throw new StartError(`The plugin ${name} of BORGCUBE_PLUGINS cannot be loaded: ${reason}`, 2, {
        cause,
      });
    }
  }
  return plugins;
}

function locate(name: string, cwd: string): string {
  const isPath = isAbsolute(name) || name.startsWith('.');
  const path = isPath ? resolve(cwd, name) : createRequire(join(cwd, 'package.json')).resolve(name);
  return pathToFileURL(path).href;
}
