import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { afterAll, expect, it } from 'vitest';
import { loadPlugins } from '../../src/plugins/load-plugins.ts';

const folder = mkdtempSync(join(tmpdir(), 'borgcube-plugins-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

function write(path: string, text: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const moduleOf = (name: string) => `export default { name: ${JSON.stringify(name)} };`;

function addPackage(place: string, name: string, manifest: object, source = moduleOf(name)): string {
  const home = join(place, 'node_modules', name);
  write(join(home, 'package.json'), JSON.stringify({ name, version: '1.2.3', type: 'module', ...manifest }));
  write(join(home, 'plugin.js'), source);
  return home;
}

function place() {
  count += 1;
  const cwd = join(folder, `cwd-${count}`);
  const dataDir = join(folder, `data-${count}`);
  mkdirSync(cwd);
  mkdirSync(dataDir);
  return { cwd, dataDir };
}

const load = (named: string[], at: { cwd: string; dataDir: string }) =>
  loadPlugins({ builtIn: [definePlugin({ name: 'borgcube' })], named, ...at });

it.each([
  ['throws as it is imported', 'throw new Error("no network\\nsecond line");', 'no network'],
  ['has no default export', 'export const plugin = {};', 'it has no default export'],
  ['exports something else', 'export default 7;', 'a plugin is what definePlugin answers'],
  [
    'has no name',
    'export default {};',
    "a plugin's name is lower-case letters, digits and dashes, not undefined",
  ],
  ['is named as a part of BorgCube', moduleOf('borgcube'), 'there is already a plugin named borgcube'],
  [
    'declares what is not its own',
    'export default { name: "mine", metrics: [{ name: "borgcube_other", help: "x", type: "gauge", read() {} }] };',
    'plugin mine: the metric borgcube_other must begin with borgcube_mine_',
  ],
  ['is no JavaScript', 'export default {', ''],
])('a named one that %s stops the start with a sentence', async (_what, source, reason) => {
  const at = place();
  write(join(at.cwd, 'plugin.mjs'), source);
  const error: unknown = await load(['./plugin.mjs'], at).catch((thrown) => thrown);
  expect(error).toMatchObject({ name: 'StartError', exitCode: 2 });
  const message = `The plugin ./plugin.mjs of BORGCUBE_PLUGINS cannot be loaded: ${reason}`;
  expect(String(error).startsWith(`StartError: ${message}`)).toBe(true);
  expect(String(error)).not.toContain('\n');
});

it('tells a name that is not installed, and an entry that was not built', async () => {
  const at = place();
  await expect(load(['not-here'], at)).rejects.toThrow('no package of this name is installed in');
  addPackage(at.cwd, 'unbuilt', { exports: './dist/plugin.js' });
  await expect(load(['unbuilt'], at)).rejects.toThrow(
    'its entry ./dist/plugin.js is not there; was it built?',
  );
});

it.each([
  ['exports', { exports: './plugin.js' }],
  ['conditions', { exports: { '.': { types: './x.d.ts', import: './plugin.js', require: './x.cjs' } } }],
  ['main', { main: 'plugin.js' }],
])('finds a package by its name and by its folder, through its %s', async (_what, manifest) => {
  const at = place();
  const home = addPackage(at.cwd, 'found', manifest);
  for (const name of ['found', './node_modules/found', home]) {
    const { plugins, origins, failures } = await load([name], at);
    expect(plugins.map((plugin) => plugin.name)).toEqual(['borgcube', 'found']);
    expect(origins.at(-1)).toEqual({ name: 'found', from: home, version: '1.2.3' });
    expect(failures).toEqual([]);
  }
});

it('discovers packages with the keyword in the data directory, once, and leaves out what cannot be loaded', async () => {
  const at = place();
  const own = join(at.dataDir, 'plugins');
  const keyword = { keywords: ['borgcube-plugin'], main: 'plugin.js' };
  const good = addPackage(own, 'good', keyword);
  addPackage(own, '@someone/scoped', keyword, moduleOf('scoped'));
  addPackage(own, 'plain', { main: 'plugin.js' });
  addPackage(own, '@borgcube/plugin-sample', keyword, moduleOf('sample'));
  const broken = addPackage(own, 'broken', keyword, 'throw new Error("not today");');
  const double = addPackage(own, 'zz-double', keyword, moduleOf('good'));
  const { plugins, failures } = await load([good], at);
  expect(plugins.map(({ name }) => name)).toEqual(['borgcube', 'good', 'scoped']);
  expect(failures).toEqual([
    { name: 'broken', from: broken, reason: 'not today' },
    { name: 'zz-double', from: double, reason: 'there is already a plugin named good' },
  ]);
});
