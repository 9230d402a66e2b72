/** Who may import whom among the workspaces; whoever is not named may not. A workspace's own files are always allowed. */
export const FLOORS = {
  'packages/domain': [],
  'packages/db': ['packages/domain'],
  'packages/borg': ['packages/domain'],
  'packages/catalog': ['packages/domain', 'packages/borg'],
  'packages/plugin-kit': ['packages/domain'],
  'packages/core': ['packages/domain', 'packages/db', 'packages/plugin-kit'],
  'packages/worker': ['packages/domain', 'packages/borg', 'packages/core', 'packages/plugin-kit'],
  'packages/api': ['packages/domain', 'packages/core'],
  'packages/client': [],
  'packages/plugins/*': ['packages/plugin-kit'],
  'apps/web': ['packages/domain'],
  'apps/proxy': ['packages/domain', 'packages/borg'],
  'apps/server': [
    'packages/domain',
    'packages/db',
    'packages/borg',
    'packages/catalog',
    'packages/plugin-kit',
    'packages/core',
    'packages/worker',
    'packages/api',
    'packages/client',
    'packages/plugins/*',
  ],
  'apps/bench': [
    'packages/domain',
    'packages/db',
    'packages/borg',
    'packages/catalog',
    'packages/plugin-kit',
    'packages/core',
    'packages/worker',
    'packages/client',
    'packages/testing',
  ],
  'packages/testing': [
    'packages/domain',
    'packages/db',
    'packages/borg',
    'packages/catalog',
    'packages/plugin-kit',
    'packages/core',
    'packages/worker',
    'packages/client',
  ],
  'packages/tooling': [],
  e2e: ['packages/domain', 'packages/client', 'packages/testing'],
};

/** Allowed beside FLOORS as long as nothing but types comes over. */
export const TYPE_FLOORS = { 'apps/web': ['packages/api'], 'packages/client': ['packages/api'] };

/** Test files may use this one, and all that lies below their workspace: they put together what `apps/server` does. */
export const TEST_FLOOR = 'packages/testing';

/** Workspaces that never run for a user: rules about what running code reaches for do not hold there. */
export const BACKSTAGE = ['packages/testing', 'packages/tooling', 'e2e', 'apps/bench'];

/** Modules that only some may import; `why` ends the sentence that refuses the others. */
export const RESERVED_MODULES = [
  {
    modules: /^(node:)?(child_process|cluster)$/,
    allowed: ['packages/borg/', 'packages/worker/src/proxy-session.ts'],
    why: 'processes are started in packages/borg alone',
  },
  {
    modules: /^(@prisma\/|prisma($|\/)|pg($|\/)|better-sqlite3($|\/))|(^|\/)generated\//,
    allowed: ['packages/db/', 'packages/catalog/'],
    why: 'only packages/db knows Prisma and the databases, and packages/catalog its own files',
  },
];

/** Workspaces that know nothing of the machine: no `node:` modules, and only these npm packages. */
export const PURE = {
  'packages/domain': /^(zod|rrule-temporal|temporal-polyfill|rrule)($|\/)/,
};

/** What code may not reach for by itself, and where it is allowed all the same. */
export const RESERVED_GLOBALS = [
  {
    globals: ['process.env'],
    in: /./,
    except: /^apps\/[^/]+\/src\/env\.ts$|^packages\/client\/example\//,
    why: "only an app's env.ts reads it",
  },
  {
    globals: ['Date.now', 'new Date()', 'Math.random', 'performance.now'],
    in: /^packages\/domain\//,
    except: /^$/,
    why: 'time and chance are arguments there',
  },
  {
    globals: ['Date.now', 'new Date()'],
    in: /^packages\/core\//,
    except: /^$/,
    why: 'time is the clock of the context there',
  },
];

export const LINES_MAX = 300;
