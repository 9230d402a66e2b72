import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** From the bundle in `apps/server/dist`. */
export const CLONE_ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface FoundPlugin {
  /** The module whose default export is the plugin. */
  readonly file: string;
  /** Of its package; null for a file that was named by its path. */
  readonly folder: string | null;
  readonly version: string | null;
}

const Manifest = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  keywords: z.array(z.string()).optional().catch(undefined),
  main: z.string().optional(),
  exports: z.unknown().optional(),
  dependencies: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
export type Manifest = z.output<typeof Manifest>;

/** Null where there is none that can be read. */
export function readManifest(folder: string): Manifest | null {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  } catch {
    return null;
  }
}

/**
 * A path, from the working directory, to a module or to the folder of a package; else the name of a package, looked for
 * from the working directory up, in `<data dir>/plugins` and beside BorgCube itself.
 */
export function findNamed(
  name: string,
  { cwd, dataDir }: { readonly cwd: string; readonly dataDir: string },
): FoundPlugin {
  const path = resolve(cwd, name);
  if (isAbsolute(name) || name.startsWith('.') || existsSync(path)) return findAt(path);
  const places = [...foldersAbove(cwd), pluginFolder(dataDir), CLONE_ROOT];
  const folder = places
    .map((place) => join(place, 'node_modules', name))
    .find((one) => existsSync(join(one, 'package.json')));
  if (folder === undefined) {
    throw new Error(`no package of this name is installed in ${cwd} or ${pluginFolder(dataDir)}`);
  }
  return findPackage(folder);
}

/** The module that `import` of this package would load. */
export function findPackage(folder: string): FoundPlugin {
  const manifest = readManifest(folder);
  if (!manifest) throw new Error(`${folder} has no package.json that can be read`);
  const entry = entryOf(manifest.exports) ?? manifest.main ?? 'index.js';
  const file = join(folder, entry);
  if (!existsSync(file)) throw new Error(`its entry ${entry} is not there; was it built?`);
  return { file: realpathSync(file), folder, version: manifest.version ?? null };
}

/** Where a person installs plugins that are the server's own: `npm install --prefix <it> <package>`. */
export function pluginFolder(dataDir: string): string {
  return join(dataDir, 'plugins');
}

function findAt(path: string): FoundPlugin {
  if (!existsSync(path)) throw new Error(`there is no ${path}`);
  if (statSync(path).isDirectory()) return findPackage(path);
  return { file: realpathSync(path), folder: null, version: null };
}

const CONDITIONS = ['node', 'import', 'module', 'default'];

function entryOf(exports: unknown): string | null {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null) return null;
  if ('.' in exports) return entryOf(exports['.']);
  const entries = Object.entries(exports);
  const chosen = entries.find(([condition]) => CONDITIONS.includes(condition));
  return chosen ? entryOf(chosen[1]) : null;
}

function foldersAbove(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersAbove(above)];
}
