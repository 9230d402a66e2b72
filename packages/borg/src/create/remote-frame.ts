import { randomUUID } from 'node:crypto';
import type { CreateLimits, CreateRun, TargetOf } from './create-run.ts';
import { markerOf } from './ran-create.ts';
import type { RemoteFrame } from './remote-script.ts';

/** What every script of a backup on a client is told of its run. */
export function remoteFrame(
  run: CreateRun,
  limits: CreateLimits,
  remoteCacheDir: string | null,
): RemoteFrame {
  markerOf(run); // throws on an id that no shell may see
  return {
    configId: run.configId,
    jobId: run.jobId,
    nonce: randomUUID(),
    remoteCacheDir,
    paths: run.spec.paths,
    beforeCommand: run.beforeCommand ?? null,
    afterCommand: run.afterCommand ?? null,
    commandLimit: Math.ceil(limits.commandMs / 1000),
    silenceLimit: Math.ceil(limits.silenceMs / 1000),
  };
}

/** The options of a session that follow from its run. */
export function sessionOf({ environment, transport }: TargetOf<'ssh' | 'pull'>, run: CreateRun) {
  return { environment, access: transport.access, marker: markerOf(run), signal: run.signal };
}
