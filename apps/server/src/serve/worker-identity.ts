import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkerStart } from '@borgcube/core/job/worker-hold';

/** The worker of this data directory is the same one at every start; each start is told apart. */
export function workerIdentity(dataDir: string): WorkerStart {
  const path = join(dataDir, 'worker.id');
  return { workerId: readId(path) ?? writeId(path), incarnation: randomUUID() };
}

function readId(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch {
    return null;
  }
}

function writeId(path: string): string {
  const id = randomUUID();
  writeFileSync(path, `${id}\n`, { mode: 0o600 });
  return id;
}
