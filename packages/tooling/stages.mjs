import path from 'node:path';
import { rootDir } from './root-dir.mjs';

const bin = (name) => path.join(rootDir, 'node_modules', '.bin', name);
const script = (name) => ({ command: process.execPath, args: [`packages/tooling/${name}.mjs`] });

export const LINT = {
  name: 'format and lint',
  command: bin('biome'),
  args: ['ci', '.', ...(process.stdout.isTTY ? [] : ['--colors=off'])],
};
export const SCHEMA = { name: 'database schema and migrations', ...script('db-check') };
export const WALLS = { name: 'walls', ...script('check-walls') };
export const TYPES = { name: 'types', command: bin('tsc'), args: ['-b'] };
export const UNUSED = { name: 'unused code', command: bin('knip'), args: [] };
export const BUILD = { name: 'build', ...script('build') };
export const UNIT_TESTS = vitest('unit tests', ['--exclude', '**/*.integration.test.ts']);
export const TESTS = vitest('unit and integration tests', []);

export const JOURNEYS = {
  name: 'journeys in Chromium',
  command: bin('playwright'),
  args: ['test', '--config', 'e2e/playwright.config.ts', '--reporter', 'list,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: path.join(rootDir, 'test-results/playwright.json') },
  report: { file: 'test-results/playwright.json', count: countPlaywright },
};

function vitest(name, args) {
  const file = 'test-results/vitest.json';
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return {
    name,
    command: bin('vitest'),
    args: ['run', ...reporters, ...args],
    report: { file, count: countVitest },
  };
}

/** A file that cannot be loaded has no failed test, but failed all the same. */
function countVitest({ numPassedTests, numFailedTests, testResults }) {
  const isUnloadable = ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((one) => one.status === 'failed');
  return { passed: numPassedTests, failed: numFailedTests + testResults.filter(isUnloadable).length };
}

function countPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}
