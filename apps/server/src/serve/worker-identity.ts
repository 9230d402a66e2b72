import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootId } from '@borgcube/borg/process/process-identity';
import type { WorkerStart } from '@borgcube/core/job/worker-hold';
import { z } from 'zod';

const FILE = 'worker.id';
const REMEMBERED = 10;

export interface WorkerIdentity extends WorkerStart {
  /** Starts on this very directory since the machine was booted; they have ended, for each held the directory. */
  readonly earlier: readonly string[];
}

const Stored = z.object({
  id: z.string().min(1),
  incarnations: z.array(z.string()),
  /** Inode of the directory: a copy of it has another one, and is another worker. */
  directory: z.number(),
  /** Of the machine's start; the hold of a directory counts for as long as that. */
  boot: z.string(),
});
type Stored = z.infer<typeof Stored>;

/** The worker of this data directory is the same one at every start; each start is told apart. */
export function workerIdentity(dataDir: string): WorkerIdentity {
  const path = join(dataDir, FILE);
  const directory = statSync(dataDir).ino;
  const boot = bootId();
  const found = readStored(path);
  const own = found?.directory === directory ? found : null;
  const earlier = own?.boot === boot ? own.incarnations : [];
  const incarnation = randomUUID();
  const stored: Stored = {
    id: own?.id ?? randomUUID(),
    incarnations: [...earlier, incarnation].slice(-REMEMBERED),
    directory,
    boot,
  };
  writeFileSync(`${path}.new`, `${JSON.stringify(stored)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return { workerId: stored.id, incarnation, earlier };
}

function readStored(path: string): Stored | null {
  try {
    return Stored.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
