import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from './root-dir.mjs';
import { run } from './run-command.mjs';

const stampDir = path.join(rootDir, 'node_modules', '.cache', 'borgcube');
const SKIPPED =
  /(^|\/)(node_modules|dist|dist-types|generated|test)$|^packages\/(testing|tooling)$|\.(test\.tsx?|tsbuildinfo|md)$/;

/** In this order: the server's bundle holds the generated clients. */
const PARTS = [
  {
    name: 'database clients',
    inputs: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
    output: 'packages/db/src/generated/postgresql/client.ts',
    build: [process.execPath, ['packages/tooling/db-generate.mjs']],
  },
  {
    name: 'server',
    inputs: ['apps/server', 'packages', 'prisma/schema.prisma', 'package-lock.json'],
    output: 'apps/server/dist/main.js',
    build: [process.execPath, ['apps/server/build.mjs']],
  },
  {
    name: 'console',
    inputs: ['apps/web', 'packages/domain', 'package-lock.json'],
    output: 'apps/web/dist/index.html',
    build: [process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'apps/web', '--logLevel', 'warn']],
  },
  {
    // Loaded only where BORGCUBE_PLUGINS names it; by its folder, and that has to work on a fresh clone.
    name: 'example plugin',
    inputs: ['packages/plugins/example', 'packages/plugin-kit', 'package-lock.json'],
    output: 'packages/plugins/example/dist/example.js',
    build: ['npm', ['run', '--silent', 'build', '--workspace', '@borgcube/plugin-example']],
  },
];

/** Builds the parts whose sources changed since they were built; ends the program when one cannot be built. */
export async function buildOrExit() {
  for (const { name, inputs, output, build } of PARTS) {
    // Taken before the build, so that an edit during it is seen by the next one.
    const state = stateOf(inputs);
    const stampFile = path.join(stampDir, name.replaceAll(' ', '-'));
    const isCurrent = existsSync(path.join(rootDir, output)) && existsSync(stampFile);
    if (isCurrent && readFileSync(stampFile, 'utf8') === state) continue;
    console.log(`Building the ${name}`);
    if (!(await run(...build))) {
      console.error(`The ${name} could not be built.`);
      process.exit(1);
    }
    mkdirSync(stampDir, { recursive: true });
    writeFileSync(stampFile, state);
  }
}

/** Changes with the name, the size or the time of any source: a second start has no time to read them all. */
function stateOf(inputs) {
  const hash = createHash('sha256').update(process.version);
  const visit = (file) => {
    if (SKIPPED.test(file)) return;
    const stat = statSync(path.join(rootDir, file));
    if (stat.isFile()) hash.update(`${file} ${stat.size} ${stat.mtimeMs}\n`);
    if (stat.isDirectory())
      for (const name of readdirSync(path.join(rootDir, file))) visit(`${file}/${name}`);
  };
  for (const input of inputs) visit(input);
  return hash.digest('hex');
}
