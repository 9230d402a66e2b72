import { removeStaging } from '@borgcube/borg/restore/staging';
import type { CoreContext } from '@borgcube/core/core-context';
import { settling } from '@borgcube/core/job/settling';
import { loadHostname, loadTarget } from '@borgcube/core/restore/load-restore';
import { readDraft, storeReceiptIn } from '@borgcube/core/restore/store-receipt';
import type { RestoreJobData } from '@borgcube/domain/restore/restore';
import type { RestoreReceipt } from '@borgcube/domain/restore/restore-receipt';
import type { JobOutcome, RunnableJob } from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { ReceiptWriter } from './receipt-writer.ts';
import { toReceipt } from './restore-figures.ts';
import { readNote, removeNote } from './restore-note.ts';
import { machineOf } from './restore-places.ts';

/** Removes what a restore that went down with the server had unpacked, and says how far it was. */
export async function recoverRestore(
  parts: BackupParts,
  { config, job }: RunnableJob<RestoreJobData>,
): Promise<JobOutcome | null> {
  const { environment } = parts;
  const core = parts.core();
  const note = await readNote(environment, job.id);
  const left =
    note === null ? null : await removeLeft(parts, config, { jobId: job.id, staging: note.staging });
  if (left === null) await removeNote(environment, job.id);
  const receipt = await brokenOffReceipt(core, { config, job }, note?.isPlacing ?? false);
  const isPlacing = receipt.brokenOff === 'while-placing';
  const how = isPlacing
    ? 'It was just putting files in their places: some may be there, others not. The receipt names those that were confirmed.'
    : 'Nothing had been put in its place.';
  const stays = left === null ? '' : ` ${left}`;
  const message = `The server went away while this job ran. ${how}${stays}`;
  return {
    state: job.cancelRequestedAt && !isPlacing ? 'cancelled' : 'failed',
    cause: { kind: 'worker-restart', message, evidence: [message] },
    ...settling((tx) => storeReceiptIn(tx, job.id, receipt)),
  } as JobOutcome;
}

/** What was stored of it while it ran, and where nothing of it went to its place, that. */
async function brokenOffReceipt(
  core: CoreContext,
  { config, job }: RunnableJob<RestoreJobData>,
  wasPlacing: boolean,
): Promise<RestoreReceipt> {
  const stored = await readDraft(core, job.id);
  const hostname = await loadHostname(core, config.target.clientId);
  const begun =
    stored ?? toReceipt(config, { hostname, result: null, receipt: new ReceiptWriter(core, job.id) });
  if (wasPlacing || stored?.brokenOff === 'while-placing') return { ...begun, brokenOff: 'while-placing' };
  const { selected, failed } = begun;
  const unlisted = selected ? selected.files + selected.folders + selected.links + selected.others : 0;
  return { ...begun, failed: selected ?? failed, unlisted, brokenOff: 'before-placing' };
}

/** Why something of it is still there; null: it is gone. */
async function removeLeft(
  parts: BackupParts,
  config: RestoreJobData,
  { jobId, staging }: { readonly jobId: number; readonly staging: string },
): Promise<string | null> {
  try {
    const { environment } = parts;
    const target = await loadTarget(parts.core(), { ...config, clientId: config.target.clientId });
    const machine = machineOf(target);
    const cause = await removeStaging({ environment, machine, marker: `restore-${jobId}.${jobId}` }, staging);
    return cause === null ? null : `${staging} is still at the target: ${cause.message}`;
  } catch (error) {
    return `${staging} is still at the target: ${error instanceof Error ? error.message : error}`;
  }
}
