// npm run check: what a change must pass before it is pushed; the part of npm test that takes seconds.
import { endChildrenWithMe } from './end-with-parent.mjs';
import { requireNode } from './node-version.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { runStages } from './run-stages.mjs';
import { BUILD, LINT, SCHEMA, TYPES, UNIT_TESTS, UNUSED, WALLS } from './stages.mjs';

requireNode();
endChildrenWithMe();
await ensureNpmPackages();
await runStages([LINT, SCHEMA, WALLS, UNUSED, BUILD, TYPES, UNIT_TESTS]);
