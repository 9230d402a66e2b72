import { readFileSync } from 'node:fs';
import { startServer } from '@borgcube/testing/server/start-server';
import { chromium } from '@playwright/test';
import { CHROMIUM } from './chromium.ts';
import type { Measurement } from './measurement.ts';
import { signIn } from './sign-in.ts';

const IDLE_MINUTES = Number(process.argv.includes('--short') ? 1 : 10);
const TICKS_PER_SECOND = 100;

/** Memory and processor time of a server that nobody asks anything, with one signed-in tab open. */
export async function measureIdle(): Promise<Measurement[]> {
  await using server = await startServer();
  const browser = await chromium.launch(CHROMIUM);
  try {
    await signIn(await browser.newPage(), server);
    const pid = server.process.pid ?? 0;
    const begin = cpuSeconds(pid);
    await new Promise((resolve) => setTimeout(resolve, IDLE_MINUTES * 60_000));
    const share = ((cpuSeconds(pid) - begin) / (IDLE_MINUTES * 60)) * 100;
    return [
      {
        name: `resident after ${IDLE_MINUTES} idle minutes`,
        unit: 'MiB',
        values: [residentMib(pid)],
        limit: 220,
      },
      { name: `processor over ${IDLE_MINUTES} idle minutes`, unit: '%', values: [share], limit: 1 },
    ];
  } finally {
    await browser.close();
  }
}

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function residentMib(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1] ?? Number.NaN) / 1024);
}
