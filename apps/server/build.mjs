// Bundles the workspace packages into dist/main.js and chunks beside it; npm packages stay in node_modules.
// Old chunks are left: a server that runs meanwhile may still load one.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

await build({
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  sourcemap: true,
  logLevel: 'warning',
  plugins: [{ name: 'npm-packages-stay-outside', setup: leaveNpmPackagesOutside }],
});

/** `packages: 'external'` would leave the workspace packages outside too, and Node 20 cannot load their TypeScript. */
function leaveNpmPackagesOutside(bundle) {
  bundle.onResolve({ filter: /^[^./]/ }, ({ kind, path }) =>
    kind === 'entry-point' || path.startsWith('@borgcube/') ? undefined : { path, external: true },
  );
}
