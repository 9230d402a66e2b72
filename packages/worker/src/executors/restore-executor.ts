import { makeTemporaryFolder } from '@borgcube/borg/connection/ssh-files';
import { removeTree } from '@borgcube/borg/restore/remove-tree';
import type { RestoreResult, RestoreSettled } from '@borgcube/borg/restore/restore-run';
import { runRestore } from '@borgcube/borg/restore/run-restore';
import { settling } from '@borgcube/core/job/settling';
import { loadChosen, loadHostname, loadTarget } from '@borgcube/core/restore/load-restore';
import { storeReceiptIn } from '@borgcube/core/restore/store-receipt';
import type { RestoreJobData } from '@borgcube/domain/restore/restore';
import type { BrokenOff, RestoreReceipt } from '@borgcube/domain/restore/restore-receipt';
import { sizeWords } from '@borgcube/domain/size/size-words';
import type { JobContext, JobOutcome, RunnableJob } from '@borgcube/plugin-kit/define-job-kind';
import { causeOfError } from '../loop/cause-of-error.ts';
import type { BackupParts } from './backup-job.ts';
import { count } from './count-words.ts';
import { followVerb } from './follow-verb.ts';
import { compareArchives, openRepository } from './open-repository.ts';
import { ReceiptWriter } from './receipt-writer.ts';
import { requireListed } from './require-listed.ts';
import { restoreEvents } from './restore-events.ts';
import { toReceipt } from './restore-figures.ts';
import { removeNote } from './restore-note.ts';
import { restorePlaces } from './restore-places.ts';

/** Runs a restore; a receipt is stored however it ends. */
export async function runRestoreJob(
  parts: BackupParts,
  { config, job }: RunnableJob<RestoreJobData>,
  context: JobContext,
): Promise<JobOutcome> {
  const core = parts.core();
  const receipt = new ReceiptWriter(core, job.id);
  const { environment } = parts;
  const hostname = await loadHostname(core, config.target.clientId);
  const draft = (settled: RestoreSettled, brokenOff: BrokenOff) =>
    toReceipt(config, { hostname, result: settled, receipt, brokenOff });
  let result: RestoreResult | null = null;
  try {
    const repository = await openRepository(parts, config.repositoryId);
    const { listed } = await compareArchives(parts, repository, { signal: context.signal });
    const chosen = await loadChosen(core, config); // after the records were brought to what is there
    requireListed(repository, chosen, listed);
    const target = await loadTarget(core, { ...config, clientId: config.target.clientId });
    const places = restorePlaces(environment, repository.target, target);
    result = await inScratch(parts, (folder) =>
      followVerb(context, (verb) =>
        runRestore(
          places,
          {
            ...config,
            archive: chosen.name,
            path: config.target.path,
            jobId: job.id,
            signal: context.signal,
          },
          folder,
          restoreEvents({ environment, jobId: job.id, context, receipt, draft }, verb),
        ),
      ),
    );
    if (result.left === null) await removeNote(environment, job.id);
  } catch (error) {
    const stored = receipt.draft?.() ?? toReceipt(config, { hostname, result: null, receipt });
    return { state: 'failed', cause: causeOfError(error), ...storing(job.id, stored) };
  }
  await receipt.flush();
  const { cause, warnings } = result;
  const settle = storing(job.id, toReceipt(config, { hostname, result, receipt }));
  const borgWarning = warnings.slice(0, WARNINGS_MAX);
  if (cause) return { state: 'failed', cause, borgWarning, ...settle };
  const { files, bytes } = receipt.figures.written;
  const message = `${count(files, 'file')} restored and read back, ${sizeWords(bytes)}.`;
  context.progress({ percent: 100, message, nfiles: files, originalSize: bytes });
  return { state: 'done', borgWarning, ...settle };
}

const WARNINGS_MAX = 100;

function storing(jobId: number, receipt: RestoreReceipt) {
  return settling((tx) => storeReceiptIn(tx, jobId, receipt));
}

/** A folder of this server for as long as the restore runs; what a killed server leaves of it goes at the next start. */
async function inScratch<Result>(
  { environment }: BackupParts,
  act: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await makeTemporaryFolder(environment, 'restore');
  try {
    return await act(folder);
  } finally {
    await removeTree(folder);
  }
}
