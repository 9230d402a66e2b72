import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

function npm(cwd: string, ...args: string[]): string {
  // Plain settings: neither the machine's nor the repository's have a say in what is packed and installed.
  const env = {
    ...process.env,
    npm_config_userconfig: join(cwd, '.npmrc'),
    npm_config_update_notifier: 'false',
  };
  return execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function pack(folder: string, into: string): string {
  const name = npm(into, 'pack', folder, '--ignore-scripts', '--silent', '--pack-destination', into).trim();
  return join(into, name);
}

/** The kit and zod as tarballs, as an author outside this repository has them. */
export function packKit(into: string): { readonly kit: string; readonly zod: string } {
  execFileSync('npm', ['run', 'build', '--silent', '--workspace', '@borgcube/plugin-kit'], { cwd: ROOT });
  return {
    kit: pack(join(ROOT, 'packages/plugin-kit/dist/package'), into),
    zod: pack(join(ROOT, 'node_modules/zod'), into),
  };
}

/** The example as plain JavaScript under another name, which imports the kit and a zod of its own; packed. */
export function packOutside(into: string): string {
  const source = readFileSync(join(ROOT, 'packages/plugins/example/src/example.ts'), 'utf8');
  const { code } = transformSync(source, { loader: 'ts', format: 'esm', target: 'node20' });
  const home = join(into, 'outside');
  mkdirSync(home);
  writeFileSync(join(home, 'plugin.js'), code.replaceAll('example', 'outside'));
  const manifest = {
    name: 'borgcube-plugin-outside',
    version: '3.1.4',
    type: 'module',
    keywords: ['borgcube-plugin'],
    exports: './plugin.js',
    dependencies: { '@borgcube/plugin-kit': '*', zod: '*' },
  };
  writeFileSync(join(home, 'package.json'), JSON.stringify(manifest));
  return pack(home, into);
}

/** Without a network. */
export function installInto(folder: string, tarballs: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'somebody', private: true }));
  npm(folder, 'install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', ...tarballs);
}
