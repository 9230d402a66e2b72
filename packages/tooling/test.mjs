// npm test: installs what the tests need, then runs every check there is. Its last line is `N passed, N failed`.
import { endChildrenWithMe } from './end-with-parent.mjs';
import { requireNode } from './node-version.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { runStages } from './run-stages.mjs';
import { BUILD, JOURNEYS, LINT, SCHEMA, TESTS, TYPES, UNUSED, WALLS } from './stages.mjs';
import { ensureSystemPackages, TEST_PACKAGES } from './system-packages.mjs';

requireNode();
endChildrenWithMe();
const missing = await ensureSystemPackages(TEST_PACKAGES);
if (missing.length > 0) {
  console.error(`The tests need ${missing.join(', ')}.`);
  process.exit(1);
}
await ensureNpmPackages();
await runStages([LINT, SCHEMA, WALLS, UNUSED, BUILD, TYPES, TESTS, JOURNEYS]);
