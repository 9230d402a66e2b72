// npm start: installs and builds what is missing or changed, then becomes the server.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildOrExit } from './built-parts.mjs';
import { endChildrenWithMe, onParentDeath } from './end-with-parent.mjs';
import { requireNode } from './node-version.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { rootDir } from './root-dir.mjs';
import { ensureSystemPackages, SERVER_PACKAGES } from './system-packages.mjs';

requireNode();
const letGo = endChildrenWithMe();
await ensureSystemPackages(SERVER_PACKAGES);
await ensureNpmPackages();
await buildOrExit();
letGo();

// In this very process, so that signals reach the server and nothing stands between it and its supervisor.
const main = path.join(rootDir, 'apps', 'server', 'dist', 'main.js');
for (const key of Object.keys(process.env)) if (key.startsWith('npm_')) delete process.env[key];
process.argv = [process.execPath, main, 'serve', ...process.argv.slice(2)];
process.setSourceMapsEnabled(true);
onParentDeath(() => process.kill(process.pid, 'SIGTERM'));
await import(pathToFileURL(main).href);
