import { describe, expect, test } from 'vitest';
import { findViolations } from './find-violations.mjs';
import { FLOORS } from './walls.mjs';

const manifests = {
  '': { devDependencies: { vitest: '4' } },
  'packages/core': { dependencies: { zod: '4', '@prisma/client': '7' } },
  'packages/domain': { dependencies: { zod: '4', lodash: '4' } },
  'packages/db': { dependencies: { pg: '8' } },
};
const violations = (files) => findViolations(new Map(Object.entries(files)), manifests);
const one = (path, text) => violations({ [path]: text });

describe('a deliberate violation is refused', () => {
  test.each([
    [
      'an import that runs up',
      'packages/domain/src/a.ts',
      `import { x } from '@borgcube/core/a';`,
      'may not know',
    ],
    [
      'a type that runs up',
      'packages/db/src/a.ts',
      `import type { X } from '@borgcube/core/a';`,
      'may not know',
    ],
    ['an inline type', 'packages/db/src/a.ts', `import { type X } from '@borgcube/api/a';`, 'may not know'],
    ['a re-export', 'packages/db/src/a.ts', `export { x } from '@borgcube/core/a';`, 'may not know'],
    ['a star', 'packages/db/src/a.ts', `export * from '@borgcube/core/a';`, 'may not know'],
    ['a dynamic import', 'packages/db/src/a.ts', `await import('@borgcube/core/a');`, 'may not know'],
    ['a template', 'packages/db/src/a.ts', 'await import(`@borgcube/core/a`);', 'may not know'],
    ['an import type', 'packages/db/src/a.ts', `type X = import('@borgcube/core/a').X;`, 'may not know'],
    ['an import for its effect', 'packages/db/src/a.ts', `import '@borgcube/core/a';`, 'may not know'],
    ['a detour by path', 'packages/db/src/a.ts', `import { x } from '../../domain/src/a.ts';`, 'by its name'],
    [
      'a plugin that knows core',
      'packages/plugins/email/src/a.ts',
      `import '@borgcube/core/a';`,
      'may not know',
    ],
    ['core that knows borg', 'packages/core/src/a.ts', `import '@borgcube/borg/a';`, 'may not know'],
    ['api that knows the database', 'packages/api/src/a.ts', `import '@borgcube/db/a';`, 'may not know'],
    ['code that knows testing', 'packages/core/src/a.ts', `import '@borgcube/testing/a';`, 'may not know'],
    ['a test that runs up', 'packages/db/src/a.test.ts', `import '@borgcube/api/a';`, 'may not know'],
    ['anyone who knows the server', 'packages/core/src/a.ts', `import 'borgcube/src/main';`, 'may not know'],
    ['web with values of api', 'apps/web/src/a.tsx', `import { x } from '@borgcube/api/a';`, 'only types'],
    [
      'web with types of core',
      'apps/web/src/a.tsx',
      `import type { X } from '@borgcube/core/a';`,
      'may not know',
    ],
    [
      'a process',
      'packages/core/src/a.ts',
      `import { spawn } from 'node:child_process';`,
      'packages/borg alone',
    ],
    ['a process, old name', 'packages/worker/src/a.ts', `import 'child_process';`, 'packages/borg alone'],
    [
      'a process, required',
      'apps/server/src/a.ts',
      `const c = require('child_process');`,
      'packages/borg alone',
    ],
    ['Prisma', 'packages/core/src/a.ts', `import '@prisma/client/runtime/client';`, 'only packages/db'],
    [
      'generated code',
      'packages/core/src/a.ts',
      `import '@borgcube/db/generated/sqlite/client';`,
      'only packages/db',
    ],
    ['node in domain', 'packages/domain/src/a.ts', `import { join } from 'node:path';`, 'is pure'],
    ['npm in domain', 'packages/domain/src/a.ts', `import 'lodash';`, 'is pure'],
    ['the environment', 'packages/core/src/a.ts', 'const home = process.env.HOME;', "only an app's env.ts"],
    [
      'the environment by key',
      'apps/server/src/a.ts',
      `const home = process['env'];`,
      "only an app's env.ts",
    ],
    ['the clock in domain', 'packages/domain/src/a.ts', 'const now = Date.now();', 'are arguments'],
    ['the clock in core', 'packages/core/src/a.ts', 'const now = new Date();', 'the clock of the context'],
    ['a package by luck', 'packages/core/src/a.ts', `import pino from 'pino';`, 'not among the dependencies'],
    ['a test package in code', 'packages/core/src/a.ts', `import 'vitest';`, 'not among the dependencies'],
    ['a long file', 'packages/core/src/a.ts', 'const a = 1;\n'.repeat(301), '301 lines'],
  ])('%s', (_, path, text, reason) => {
    expect(one(path, text)).toEqual([expect.stringContaining(reason)]);
  });

  test('a circle of files, by types alone, told once', () => {
    const circle = violations({
      'packages/core/src/a.ts': `import type { B } from './b.ts';`,
      'packages/core/src/b.ts': `export type { C } from '@borgcube/core/c';`,
      'packages/core/src/c.ts': `import { a } from './a.ts';`,
    });
    expect(circle).toEqual([expect.stringMatching(/ → .* → .* → .*: a circle of imports$/)]);
  });
});

test.each([
  [
    'packages/core/src/a.ts',
    `import { z } from 'zod'; import type { X } from '@borgcube/db/a'; const at = new Date(0);`,
  ],
  ['packages/core/src/a.ts', `const text = "import { spawn } from 'node:child_process'"; // process.env`],
  [
    'packages/core/src/a.test.ts',
    `import { test } from 'vitest'; import '@borgcube/testing/a'; process.env.HOME;`,
  ],
  ['packages/worker/test/a.ts', `import '@borgcube/db/a';`],
  ['packages/db/src/a.ts', `import pg from 'pg'; import { x } from './generated/sqlite/client.ts';`],
  ['packages/borg/src/a.ts', `import { spawn } from 'node:child_process';`],
  ['apps/server/src/env.ts', 'export const env = process.env;'],
  ['apps/web/src/a.tsx', `import type { R } from '@borgcube/api/a'; import { x } from '@borgcube/domain/a';`],
])('what the table allows passes: %s', (path, text) => {
  expect(one(path, text)).toEqual([]);
});

test('floors point one way', () => {
  const reach = (from, seen = new Set()) => {
    for (const to of FLOORS[from] ?? []) if (!seen.has(to)) reach(to, seen.add(to));
    return seen;
  };
  for (const floor of Object.keys(FLOORS)) expect(reach(floor)).not.toContain(floor);
});
