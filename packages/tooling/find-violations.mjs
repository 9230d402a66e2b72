import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { findCircles } from './find-circles.mjs';
import { readSource } from './read-source.mjs';
import { resolveImport, workspaceOf } from './resolve-import.mjs';
import * as walls from './walls.mjs';

/**
 * Everything in `files` (path from the root → text) that stands against the table of walls, one sentence each.
 * `manifests`: folder → its package.json.
 */
export function findViolations(files, manifests) {
  const sources = [...files].map(([path, text]) => {
    const { imports, globals } = readSource(path, text);
    const resolved = imports.map((one) => ({ ...one, to: resolveImport(path, one.from, files) }));
    return { path, text, workspace: workspaceOf(path), isTest: isTest(path), imports: resolved, globals };
  });
  const graph = new Map(
    sources.map(({ path, imports }) => [path, imports.map(({ to }) => to).filter(Boolean)]),
  );
  return [
    ...sources.flatMap((source) => source.imports.flatMap((one) => refuseImport(source, one, manifests))),
    ...sources.flatMap(refuseGlobals),
    ...sources.flatMap(refuseLength),
    ...findCircles(graph).map((circle) => `${circle.join(' → ')} → ${circle[0]}: a circle of imports`),
  ];
}

function refuseImport(source, { from, isType, to }, manifests) {
  const target = to ? workspaceOf(to) : null;
  const reasons = [
    from.startsWith('.') &&
      target &&
      target !== source.workspace &&
      'another workspace is imported by its name',
    target && target !== source.workspace && refuseFloor(source, target, isType),
    !isBackstage(source) && refuseModule(source, from),
    !target && !from.startsWith('.') && refuseUndeclared(source, from, manifests),
  ];
  return reasons.filter(Boolean).map((reason) => `${source.path}: imports ${from}: ${reason}`);
}

function refuseFloor({ workspace, isTest }, target, isType) {
  const { FLOORS, TYPE_FLOORS, TEST_FLOOR } = walls;
  if (FLOORS[workspace]?.includes(target)) return null;
  if (isTest && (target === TEST_FLOOR || floorsBelow(workspace).has(target))) return null;
  if (!TYPE_FLOORS[workspace]?.includes(target)) return `${workspace} may not know ${target}`;
  return isType || isTest ? null : `${workspace} takes only types from ${target}`;
}

function refuseModule({ path, workspace, isTest }, from) {
  if (isTest) return null;
  const reserved = walls.RESERVED_MODULES.find(({ modules }) => modules.test(from));
  if (reserved && !reserved.allowed.some((start) => path.startsWith(start))) return reserved.why;
  const pure = walls.PURE[workspace];
  const isOwn = from.startsWith('.') || from.startsWith('@borgcube/');
  return pure && !isOwn && !pure.test(from) ? `${workspace} is pure` : null;
}

function floorsBelow(workspace, found = new Set()) {
  for (const floor of walls.FLOORS[workspace] ?? [])
    if (!found.has(floor)) floorsBelow(floor, found.add(floor));
  return found;
}

/** npm hoists, so a package that nobody declared is found by luck. */
function refuseUndeclared({ path, workspace, isTest }, from, manifests) {
  const name = from.split('/', from.startsWith('@') ? 2 : 1).join('/');
  if (from.startsWith('node:') || builtinModules.includes(name)) return null;
  const { dependencies = {}, devDependencies = {} } = manifestOf(path, manifests) ?? {};
  const root = manifests['']?.devDependencies ?? {};
  const mayUseDev = isTest || walls.BACKSTAGE.includes(workspace) || workspace === 'apps/web';
  if (name in dependencies || (mayUseDev && (name in devDependencies || name in root))) return null;
  return `${name} is not among the dependencies of ${workspace || 'the root'}`;
}

/** Of the nearest folder that has one. */
function manifestOf(path, manifests) {
  const dir = posix.dirname(path);
  if (dir === '.') return manifests[''];
  return manifests[dir] ?? manifestOf(dir, manifests);
}

function refuseGlobals(source) {
  if (source.isTest || isBackstage(source)) return [];
  return source.globals.flatMap((name) =>
    walls.RESERVED_GLOBALS.filter(
      (rule) => rule.globals.includes(name) && rule.in.test(source.path) && !rule.except.test(source.path),
    ).map(({ why }) => `${source.path}: uses ${name}: ${why}`),
  );
}

function refuseLength({ path, text }) {
  const lines = text.trimEnd().split('\n').length;
  return lines > walls.LINES_MAX ? [`${path}: ${lines} lines, more than ${walls.LINES_MAX}`] : [];
}

function isBackstage({ workspace }) {
  return walls.BACKSTAGE.includes(workspace);
}

/** Beside the code, in a workspace's test/ folder, or a configuration or build script of a tool. */
function isTest(path) {
  return /\.test\.(ts|tsx|mjs)$|\/test\/|(^|\/)[a-z]+\.config\.(ts|js|mjs)$|\/build\.mjs$/.test(path);
}
