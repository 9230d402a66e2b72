import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '@borgcube/testing/server/start-server';
import type { Measurement } from './measurement.ts';

/** The built server from process start to the first 200 of /healthz, on a data directory that exists already. */
export async function measureStart(): Promise<Measurement[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'borgcube-bench-'));
  const values: number[] = [];
  for (let run = 0; run < 8; run++) {
    const begin = performance.now();
    const server = await startServer({ dataDir });
    values.push(performance.now() - begin);
    await server.stop();
  }
  rmSync(dataDir, { recursive: true, force: true });
  return [
    { name: 'first start, with migration', unit: 'ms', values: values.slice(0, 1) },
    { name: 'start to /healthz', unit: 'ms', values: values.slice(1), limit: 1000 },
  ];
}
