// npm run bench: runs the benchmarks of apps/bench, which print a table and write apps/bench/results/*.json.
import { buildOrExit } from './built-parts.mjs';
import { endChildrenWithMe } from './end-with-parent.mjs';
import { requireNode } from './node-version.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { run } from './run-command.mjs';
import { ensureSystemPackages, TEST_PACKAGES } from './system-packages.mjs';

requireNode();
endChildrenWithMe();
await ensureSystemPackages(TEST_PACKAGES);
await ensureNpmPackages();
await buildOrExit();
const args = ['--import', 'tsx', 'apps/bench/src/main.ts', ...process.argv.slice(2)];
process.exit((await run(process.execPath, args)) ? 0 : 1);
