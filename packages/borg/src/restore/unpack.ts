import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { getuid } from 'node:process';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { quoteShell } from '../quote/quote-shell.ts';
import { extractInto } from './extract-into.ts';
import { extractOnClient } from './extract-on-client.ts';
import { hashArchive } from './hash-archive.ts';
import { hashedSelection } from './hashed-selection.ts';
import { runScript } from './machine.ts';
import type { PlanEntry } from './plan-entry.ts';
import type { Prepared } from './prepare-restore.ts';
import type { Channel, RestoreRun } from './restore-run.ts';
import type { Restoring, Unpacked } from './restoring.ts';
import { memberPath, sendTar, unpackOptions } from './send-tar.ts';
import { SortedCursor } from './sorted-file.ts';
import { withOwner } from './tar-owner.ts';
import { tarOfArchive, tarOfFolder } from './tar-sources.ts';
import { treeKey } from './tree-key.ts';
import { fates, isWritten } from './weigh-fates.ts';

/** Brings the selection into the folder beside the target, by the way that was chosen. */
export function unpack(restoring: Restoring, channel: Channel, sent: string): Promise<Unpacked> {
  if (channel === 'tar') return unpackTar(restoring, sent);
  if (channel === 'scratch') return unpackScratch(restoring, sent);
  return restoring.places.machine.type === 'server' ? unpackHere(restoring) : extractOnClient(restoring);
}

/** Of what Borg itself unpacks: reads it once more from the repository. A stream was hashed while it was sent. */
export async function hashSent(restoring: Restoring, sent: string): Promise<void> {
  const { folder, events } = restoring;
  const selection = await hashedSelection(restoring.prepared.plan, restoring.weighed.selection);
  await hashArchive({ ...sourceOf(restoring), selection, file: sent, folder, events });
}

function sourceOf({ places, run, machineRun, weighed, events }: Restoring) {
  const { environment, repository } = places;
  const { archive, signal } = run;
  const { selection } = weighed;
  return { environment, target: repository, archive, selection, signal, marker: machineRun.marker, events };
}

function unpackHere(restoring: Restoring): Promise<Unpacked> {
  const numeric = restoring.run.owner === 'numeric';
  return extractInto({ ...sourceOf(restoring), into: restoring.staging, numeric, hasFlags: true });
}

async function unpackTar(restoring: Restoring, sent: string): Promise<Unpacked> {
  const source = await tarOfArchive(sourceOf(restoring));
  return sendTar({ ...sendingOf(restoring, false), source, sent });
}

/** Where Borg unpacks for the way `scratch`. */
export const scratchTree = (folder: string): string => join(folder, 'tree');

/** The owners that the copy on this server has say nothing: each member gets those of the archive. */
async function unpackScratch(restoring: Restoring, sent: string): Promise<Unpacked> {
  const { places, run, machineRun, folder, prepared, events } = restoring;
  const { environment } = places;
  const tree = scratchTree(folder);
  await mkdir(tree, { mode: 0o700 });
  const extracted = await extractInto({ ...sourceOf(restoring), into: tree, numeric: true, hasFlags: false });
  if (extracted.cause) return { ...extracted, cause: onServer(extracted.cause) };
  await makeReadable(restoring, tree);
  await using plan = new SortedCursor<PlanEntry>(prepared.plan.file);
  const { signal, conflict } = run;
  const paths = sentPaths(prepared, conflict);
  const { marker } = machineRun;
  const source = tarOfFolder({
    environment,
    folder: tree,
    paths,
    signal,
    marker,
    onProcess: events.onProcess,
  });
  const result = await sendTar({
    ...sendingOf(restoring, true),
    source,
    sent,
    rewrite: async ({ name }, blocks, records) => {
      const { item } = await plan.at(treeKey(memberPath(name)));
      const { mode } = item ?? {};
      return item && typeof mode === 'number'
        ? withOwner(blocks, records, { ...item, mode })
        : Buffer.concat(blocks);
    },
  });
  return { ...result, warnings: [...extracted.warnings, ...result.warnings] };
}

function sendingOf({ run, machineRun, staging, folder, events }: Restoring, extended: boolean) {
  const { owner } = run;
  let bytes = 0;
  return {
    ...machineRun,
    staging,
    folder,
    options: unpackOptions({ numeric: owner === 'numeric', anyOwner: owner === 'user', extended }),
    onBytes: (count: number) => {
      bytes += count;
      events.onProgress({ message: 'Sending', bytes });
    },
  };
}

async function* sentPaths(prepared: Prepared, conflict: RestoreRun['conflict']): AsyncGenerator<string> {
  for await (const { meeting, fate } of fates(prepared, conflict)) {
    if (isWritten(fate) && meeting.item.mode !== null) yield meeting.item.path;
  }
}

/** The copy has the modes of the archive, and only root can read everything. */
async function makeReadable({ places, machineRun }: Restoring, tree: string): Promise<void> {
  if (getuid?.() === 0) return;
  const here = { ...machineRun, machine: { type: 'server' } } as const;
  await runScript({ ...here, environment: places.environment }, [
    `chmod -R u+rwX -- ${quoteShell(tree)}`,
    'say bye',
  ]);
}

/** The folder that Borg filled was none of the target's. */
function onServer(cause: FailureCause): FailureCause {
  if (cause.kind === 'target-enospc') return { ...cause, kind: 'server-enospc' };
  return cause.kind === 'target-not-writable' ? { ...cause, kind: 'command-failed' } : cause;
}
