// Bundles the server into dist/main.js and chunks beside it.
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A server that runs meanwhile may still load a chunk of the build that it was started from. */
const OLD_CHUNKS_KEPT_MS = 60 * 60 * 1000;
const dir = fileURLToPath(new URL('.', import.meta.url));

const { metafile } = await build({
  absWorkingDir: dir,
  entryPoints: {
    main: 'src/main.ts',
    // The catalog's threads start from a file of their own.
    'catalog-thread': '../../packages/catalog/src/catalog-thread.ts',
    // Plugins that bring no kit get this one.
    'plugin-kit': '../../packages/plugin-kit/src/plugin-kit.ts',
    'resolve-kit': 'src/plugins/resolve-kit.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // npm packages are bundled too: a start takes a quarter less time than with a thousand small files.
  // These cannot be: one is native, the others are optional and absent.
  external: ['better-sqlite3', 'pg-native', 'pino-pretty'],
  banner: { js: commonJsGlobals() },
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
}).catch(() => process.exit(1)); // esbuild has told what is wrong
removeOldChunks(new Set(Object.keys(metafile.outputs).map((file) => path.basename(file))));

/** What CommonJS packages expect to find around them; esbuild does not see these names and cannot tell them apart from ours. */
function commonJsGlobals() {
  return [
    "import { createRequire as banner_makeRequire } from 'node:module';",
    "import { dirname as banner_directoryOf } from 'node:path';",
    "import { fileURLToPath as banner_pathOf } from 'node:url';",
    'const require = banner_makeRequire(import.meta.url);',
    'const __filename = banner_pathOf(import.meta.url);',
    'const __dirname = banner_directoryOf(__filename);',
  ].join(' ');
}

function removeOldChunks(current) {
  const dist = path.join(dir, 'dist');
  for (const entry of readdirSync(dist, { withFileTypes: true })) {
    const file = path.join(dist, entry.name);
    const isOld =
      entry.isFile() && !current.has(entry.name) && Date.now() - statSync(file).mtimeMs > OLD_CHUNKS_KEPT_MS;
    if (isOld) rmSync(file);
  }
}
