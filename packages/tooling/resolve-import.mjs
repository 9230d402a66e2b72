import { posix } from 'node:path';
import { FLOORS } from './walls.mjs';

const NAMES = {
  borgcube: 'apps/server',
  '@borgcube/web': 'apps/web',
  '@borgcube/bench': 'apps/bench',
  '@borgcube/e2e': 'e2e',
};

/** The workspace that a file belongs to, as FLOORS names it; '' for the root. */
export function workspaceOf(path) {
  if (path.startsWith('packages/plugins/')) return 'packages/plugins/*';
  return Object.keys(FLOORS).find((workspace) => path.startsWith(`${workspace}/`)) ?? '';
}

/** The file behind an import; for an import of a workspace that has no such file, a path inside it; null for npm and node. */
export function resolveImport(path, from, files) {
  if (from.startsWith('.')) return existing(posix.join(posix.dirname(path), from), files);
  const [scope, name, ...rest] = from.split('/');
  if (scope !== '@borgcube') return scope in NAMES ? `${NAMES[scope]}/` : null;
  const dir =
    NAMES[`@borgcube/${name}`] ??
    (name.startsWith('plugin-') && name !== 'plugin-kit'
      ? `packages/plugins/${name.slice(7)}`
      : `packages/${name}`);
  const inside = name === 'tooling' ? rest.join('/') : `src/${rest.join('/')}.ts`;
  return existing(`${dir}/${inside}`, files);
}

function existing(target, files) {
  return [target, `${target}x`, target.replace(/\.js$/, '.ts')].find((path) => files.has(path)) ?? target;
}
