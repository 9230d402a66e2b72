// npm start: installs and builds what is missing or changed, then becomes the server.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhatChanged } from './built-parts.mjs';
import { requireNode } from './node-version.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { onParentDeath } from './parent-watch.mjs';
import { rootDir } from './root-dir.mjs';
import { withoutNpm } from './run-command.mjs';
import { ensureSystemPackages, SERVER_PACKAGES } from './system-packages.mjs';

requireNode();
ensureSystemPackages(SERVER_PACKAGES);
ensureNpmPackages();
const failed = buildWhatChanged();
if (failed) {
  console.error(`The ${failed} could not be built.`);
  process.exit(1);
}

// In this very process, so that signals reach the server and nothing stands between it and its supervisor.
const main = path.join(rootDir, 'apps', 'server', 'dist', 'main.js');
const kept = withoutNpm();
for (const key of Object.keys(process.env)) if (!(key in kept)) delete process.env[key];
process.argv = [process.execPath, main, 'serve', ...process.argv.slice(2)];
process.setSourceMapsEnabled(true);
onParentDeath(() => process.kill(process.pid, 'SIGTERM'));
await import(pathToFileURL(main).href);
