import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { runningProcesses } from './running-processes.ts';

const tooling = path.join(import.meta.dirname, '..');

/** Runs stages that are small node scripts, as `npm test` runs its own. */
function runStages(stages: readonly object[]) {
  const script = `
    import { endChildrenWithMe } from ${JSON.stringify(path.join(tooling, 'end-with-parent.mjs'))};
    import { runStages } from ${JSON.stringify(path.join(tooling, 'run-stages.mjs'))};
    import { TESTS, JOURNEYS } from ${JSON.stringify(path.join(tooling, 'stages.mjs'))};
    endChildrenWithMe();
    const counts = { vitest: TESTS.report.count, playwright: JOURNEYS.report.count };
    await runStages(${JSON.stringify(stages)}.map(({ script, report, as }) => ({
      name: 'stage', command: process.execPath, args: ['-e', script],
      ...(report && { report: { file: report, count: counts[as] } }),
    })));`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function outcome(stages: readonly object[]) {
  const child = runStages(stages);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { code, lastLine: output.trimEnd().split('\n').at(-1), output };
}

const report = (name: string, content: object, exitCode = 0) => {
  const file = `test-results/${name}-${process.pid}.json`;
  const write = `require('fs').mkdirSync('test-results', { recursive: true });
    require('fs').writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(JSON.stringify(content))});`;
  // The report is removed by the next stage of the test, so that nothing is left behind.
  return { script: `${write} process.exitCode = ${exitCode}`, report: file };
};
const clean = {
  script: `for (const f of require('fs').readdirSync('test-results')) if (f.endsWith('-${process.pid}.json')) require('fs').rmSync('test-results/' + f)`,
};
const vitest = (passed: number, failed: number, testResults: object[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults,
});

test('the last line sums the reports, and all is well', async () => {
  const playwright = { stats: { expected: 3, flaky: 1, unexpected: 0 }, errors: [] };
  const stages = [
    { script: '' },
    { ...report('a', vitest(5, 0)), as: 'vitest' },
    { ...report('b', playwright), as: 'playwright' },
    clean,
  ];
  expect(await outcome(stages)).toMatchObject({ code: 0, lastLine: '9 passed, 0 failed' });
});

test.each([
  ['a failed test', report('c', vitest(5, 2), 1), 'vitest', '5 passed, 2 failed'],
  [
    'a file that cannot be loaded',
    report('d', vitest(5, 0, [{ status: 'failed', assertionResults: [] }]), 1),
    'vitest',
    '5 passed, 1 failed',
  ],
  ['a runner that fails without a failed test', report('e', vitest(5, 0), 1), 'vitest', '5 passed, 1 failed'],
  [
    'a runner that writes no report',
    { script: '', report: 'test-results/none.json' },
    'vitest',
    '0 passed, 1 failed',
  ],
  ['a stage without tests', { script: 'process.exit(1)' }, '', '0 passed, 1 failed'],
  [
    'an unexpected error in Playwright',
    report('f', { stats: { expected: 1, flaky: 0, unexpected: 1 }, errors: [{}] }, 1),
    'playwright',
    '1 passed, 2 failed',
  ],
])('%s fails the whole', async (_, stage, as, lastLine) => {
  const { code, ...rest } = await outcome([{ ...stage, as }, clean]);
  expect(rest.lastLine).toBe(lastLine);
  expect(code).toBe(1);
});

test('a signal ends the stage that runs, with its children, and starts no other', async () => {
  const sleeper = `const { spawn } = require('child_process');
    const child = spawn('sleep', ['600']); console.log('sleeper ' + child.pid); setInterval(() => {}, 1000);`;
  const run = runStages([{ script: sleeper }, { script: `console.log('the next stage')` }]);
  let output = '';
  const sleeping = new Promise<number>((resolve) => {
    run.stdout.on('data', (chunk) => {
      output += chunk;
      const pid = /sleeper (\d+)\n/.exec(output)?.[1];
      if (pid) resolve(Number(pid));
    });
  });
  const pid = await sleeping;
  run.kill('SIGTERM');
  const [code] = await once(run, 'exit');
  expect(code).toBe(130);
  await expect.poll(() => runningProcesses().has(pid)).toBe(false);
  expect(output).not.toContain('the next stage');
});
