import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tracesOf } from './traces-of.ts';
import { watchProcesses } from './watch-processes.ts';

it('sees a secret that stands in arguments, an environment or a file for a moment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-watch-'));
  const secret = randomUUID();
  const end = await watchProcesses(tracesOf(secret), [folder]);
  spawnSync('sleep', ['0.3'], { argv0: `sleep ${secret}` });
  execFileSync('sleep', ['0.4'], { env: { BASE64: Buffer.from(`user:${secret}`).toString('base64') } });
  writeFileSync(join(folder, 'heredoc'), `x${secret}`);
  execFileSync('sleep', ['0.5']);
  rmSync(folder, { recursive: true });
  const { findings, rounds } = await end();
  expect(findings).toContain(`argv of sleep ${secret} 0.3 `);
  expect(findings).toContain('environ of sleep 0.4 ');
  expect(findings).toContain(join(folder, 'heredoc'));
  expect(rounds).toBeGreaterThan(5);
});

it('sees nothing where there is nothing', async () => {
  const end = await watchProcesses(tracesOf(randomUUID()));
  execFileSync('sleep', ['0.2']);
  const { findings, programs } = await end();
  expect(findings).toEqual([]);
  expect(programs).toContain('sleep 0.2 ');
});
