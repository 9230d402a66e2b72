import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from './root-dir.mjs';
import { run } from './run-command.mjs';

/**
 * Runs the stages ({ name, command, args, env?, report? }) one after the other, also after a failure, and ends the
 * program with the line `N passed, N failed`: the tests of the reports, plus one failure for each stage that failed
 * without a failed test to show for it.
 */
export async function runStages(stages) {
  const total = { passed: 0, failed: 0 };
  const failedStages = [];
  for (const stage of stages) {
    console.log(`\n• ${stage.name}`);
    const startedAt = Date.now();
    const { ok, passed, failed } = await runStage(stage);
    console.log(`${ok ? '✓' : '✗'} ${stage.name} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
    total.passed += passed;
    total.failed += failed;
    if (!ok) failedStages.push(stage.name);
  }
  if (failedStages.length > 0) console.log(`\nFailed: ${failedStages.join(', ')}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

async function runStage({ command, args, env = {}, report }) {
  const file = report && path.join(rootDir, report.file);
  if (file) rmSync(file, { force: true });
  const exitOk = await run(command, args, { env });
  if (!file) return { ok: exitOk, passed: 0, failed: exitOk ? 0 : 1 };
  if (!existsSync(file)) return { ok: false, passed: 0, failed: 1 };
  const { passed, failed } = report.count(JSON.parse(readFileSync(file, 'utf8')));
  const ok = exitOk && failed === 0;
  return { ok, passed, failed: ok ? 0 : Math.max(failed, 1) };
}
