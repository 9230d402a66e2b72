// Makes dist/package: this kit as a plain npm package, for plugins that live outside this repository.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dir = fileURLToPath(new URL('.', import.meta.url));
const types = { kit: path.join(dir, 'dist/types/src'), domain: path.join(dir, '../domain/dist/types/src') };
const out = path.join(dir, 'dist/package');
const needed = [];
const entries = readdirSync(path.join(dir, 'src')).filter((name) => /^(?!.*\.test\.).*\.ts$/.test(name));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: dir,
  entryPoints: entries.map((name) => `src/${name}`),
  outdir: out,
  bundle: true,
  splitting: true,
  platform: 'neutral',
  target: 'node20',
  format: 'esm',
  external: ['zod'],
  logLevel: 'warning',
});
for (const name of entries) copyTypes(path.join(types.kit, name.replace(/\.ts$/, '.d.ts')), out);
writeFileSync(path.join(out, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
for (const name of ['README.md', '../../LICENSE']) {
  const file = path.join(dir, name);
  if (existsSync(file)) cpSync(file, path.join(out, path.basename(name)));
}
console.log(`Made ${out}. Pack it with: npm pack ${path.relative(process.cwd(), out) || '.'}`);

/** Declarations of the domain go along, for the kit's own speak of its records. */
function copyTypes(file, folder) {
  const target = path.join(folder, path.basename(file));
  if (existsSync(target)) return;
  const text = readFileSync(file, 'utf8').replace(
    /(['"])(@borgcube\/domain\/|\.{1,2}\/)([^'"]+)\1/g,
    (...match) => {
      const [, quote, start, rest] = match;
      const name = rest.replace(/\.ts$/, '');
      const isDomain = start.startsWith('@');
      const source = isDomain
        ? path.join(types.domain, `${name}.d.ts`)
        : path.join(path.dirname(file), start, `${name}.d.ts`);
      const place = source.startsWith(types.domain)
        ? path.join(out, 'domain', path.relative(types.domain, path.dirname(source)))
        : out;
      mkdirSync(place, { recursive: true });
      needed.push([source, place]);
      const to = path.relative(folder, path.join(place, `${path.basename(name)}.js`));
      return `${quote}${to.startsWith('.') ? to : `./${to}`}${quote}`;
    },
  );
  writeFileSync(target, text);
  for (const one of needed.splice(0)) copyTypes(...one);
}

function manifest() {
  const own = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8'));
  const { name, version, license, type } = own;
  return {
    name,
    version,
    description: 'What a BorgCube plugin is made with',
    license,
    type,
    exports: {
      '.': { types: './plugin-kit.d.ts', default: './plugin-kit.js' },
      './*': { types: './*.d.ts', default: './*.js' },
    },
    peerDependencies: { zod: '^4.1.0' },
  };
}
