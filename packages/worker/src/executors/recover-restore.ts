import { removeStaging } from '@borgcube/borg/restore/staging';
import { settling } from '@borgcube/core/job/settling';
import { loadTarget } from '@borgcube/core/restore/load-restore';
import { storeReceiptIn } from '@borgcube/core/restore/store-receipt';
import type { RestoreJobData } from '@borgcube/domain/restore/restore';
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
  const how = note?.isPlacing
    ? 'It was just putting files in their places: some may be there, others not.'
    : 'Nothing had been put in its place.';
  const stays = left === null ? '' : ` ${left}`;
  const receipt = toReceipt(config, {
    hostname: null,
    result: null,
    receipt: new ReceiptWriter(core, job.id),
  });
  const message = `The server went away while this job ran. ${how}${stays}`;
  return {
    state: job.cancelRequestedAt && !note?.isPlacing ? 'cancelled' : 'failed',
    cause: { kind: 'worker-restart', message, evidence: [message] },
    ...settling((tx) => storeReceiptIn(tx, job.id, receipt)),
  } as JobOutcome;
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
