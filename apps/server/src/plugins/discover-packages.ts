import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CLONE_ROOT, type FoundPlugin, findPackage, pluginFolder, readManifest } from './find-plugin.ts';

interface DiscoveredPackage {
  readonly name: string;
  readonly from: string;
  /** Throws when the package has no entry. */
  find(): FoundPlugin;
}

const KEYWORD = 'borgcube-plugin';

/**
 * Packages with the keyword `borgcube-plugin` in `<data dir>/plugins/node_modules`, and among the dependencies of
 * BorgCube's own root `package.json`. Packages of the scope `@borgcube` are part of the product, or examples: they are
 * never discovered, only named.
 */
export function discoverPackages(dataDir: string): readonly DiscoveredPackage[] {
  const own = Object.keys(readManifest(CLONE_ROOT)?.dependencies ?? {});
  return [
    ...inFolder(join(pluginFolder(dataDir), 'node_modules')),
    ...own.map((name) => join(CLONE_ROOT, 'node_modules', name)),
  ].flatMap((folder) => {
    const manifest = readManifest(folder);
    if (!manifest?.keywords?.includes(KEYWORD)) return [];
    const name = manifest.name ?? folder;
    if (name.startsWith('@borgcube/')) return [];
    return [{ name, from: folder, find: () => findPackage(folder) }];
  });
}

function inFolder(folder: string): string[] {
  return namesIn(folder).flatMap((name) =>
    name.startsWith('@') ? inFolder(join(folder, name)) : [join(folder, name)],
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    return [];
  }
}
