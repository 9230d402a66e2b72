import { randomUUID } from 'node:crypto';
import { CREATE_LIMITS } from '../create/create-run.ts';
import type { RemoteBorg } from '../create/remote-script.ts';
import { runRemoteBorg, servedPlace } from '../create/run-remote-borg.ts';
import { borgLocation } from '../repository/repository-target.ts';
import { commonOptions } from '../repository/start-borg.ts';
import { extractArguments, targetTrouble } from './extract-into.ts';
import type { Restoring, Unpacked } from './restoring.ts';

/** `borg extract` on the client, over the same channel as a backup with the transport ssh. */
export async function extractOnClient(restoring: Restoring): Promise<Unpacked> {
  const { places, run, machineRun } = restoring;
  const { onLine, onProcess } = restoring.events;
  const { environment, repository, machine, clientBorg } = places;
  if (machine.type !== 'client' || !clientBorg)
    throw new Error('Borg runs on a client that owns the repository.');
  const limits = { ...CREATE_LIMITS, ...run.limits };
  const { cause, verdict } = await runRemoteBorg({
    environment,
    access: machine.access,
    repository,
    marker: machineRun.marker,
    signal: run.signal,
    limits,
    events: { ...(onLine ? { onLine } : {}), ...(onProcess ? { onProcess } : {}) },
    remote: remoteExtract(restoring, clientBorg, limits.silenceMs),
  });
  const warnings = verdict?.warnings ?? [];
  return { cause: cause ?? targetTrouble(warnings), warnings };
}

function remoteExtract(
  { places, run, weighed, staging }: Restoring,
  { remoteBorg, remoteCacheDir }: { readonly remoteBorg: string; readonly remoteCacheDir: string | null },
  silenceMs: number,
): RemoteBorg {
  const location = borgLocation(servedPlace(places.repository), run.archive);
  const extract = extractArguments(location, {
    selection: weighed.selection,
    numeric: run.owner === 'numeric',
    hasFlags: true,
  });
  return {
    configId: `restore-${run.jobId}`,
    jobId: run.jobId,
    nonce: randomUUID(),
    remoteCacheDir,
    paths: [],
    beforeCommand: null,
    afterCommand: null,
    commandLimit: 600,
    silenceLimit: Math.ceil(silenceMs / 1000),
    borg: [
      'sh',
      '-c',
      'cd -- "$0" && exec "$@"',
      staging,
      remoteBorg,
      ...commonOptions(places.environment),
      ...extract,
    ],
  };
}
