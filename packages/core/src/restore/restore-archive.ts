import { getArchive } from '@borgcube/db/archive-store';
import { findClient } from '@borgcube/db/client-store';
import { inTransaction } from '@borgcube/db/transaction';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { JobStarted } from '@borgcube/domain/job/job';
import type { RestoreInput, RestoreJobData } from '@borgcube/domain/restore/restore';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';
import { isOwnRepository } from './load-restore.ts';

const NAMED_MAX = 50;

/** Queues a restore; the target is looked at by the job. */
export async function restoreArchive(ctx: CoreContext, input: RestoreInput): Promise<JobStarted> {
  requireRole(ctx, 'operator');
  return inTransaction(ctx.db, async (tx) => {
    const archive = await getArchive(tx, input.id);
    const { clientId } = input.target;
    const client = clientId === null ? null : await findClient(tx, clientId);
    if (clientId !== null && !client) {
      throw invalidFields({ 'target.clientId': ['There is no such client.'] });
    }
    const { channel } = input;
    const isOwn = clientId !== null && (await isOwnRepository(tx, archive.repositoryId, clientId));
    const refusal = refuseChannel(channel, { clientId, isOwn });
    if (refusal) throw invalidFields({ channel: [refusal] });
    const { paths, target, conflict, owner, user } = input;
    const config: RestoreJobData = {
      archiveId: archive.id,
      archiveName: archive.name,
      repositoryId: archive.repositoryId,
      paths: [...new Set(paths)],
      target,
      conflict,
      owner,
      user,
      channel,
    };
    const { repositoryId } = archive;
    const job = await createJobIn(tx, ctx, { kind: 'restore', repositoryId, clientId, config });
    const where = `${client ? client.hostname : 'this server'}:${target.path}`;
    await writeAudit(tx, ctx, {
      what: `Asked for a restore from archive ${archive.name} to ${where} (job ${job.id})`,
      noun: 'archive',
      recordId: archive.id,
      changes: { paths: { to: config.paths.slice(0, NAMED_MAX) }, conflict: { to: conflict } },
    });
    return job;
  });
}

function refuseChannel(
  channel: RestoreJobData['channel'],
  { clientId, isOwn }: { readonly clientId: string | null; readonly isOwn: boolean },
): string | null {
  if (channel === null) return null;
  if (clientId === null) {
    return channel === 'borg' ? null : 'To this server itself Borg writes without any other way: borg.';
  }
  if (channel !== 'borg' || isOwn) return null;
  return "The repository is not this client's own, so no Borg there gets its key: scratch or tar.";
}
