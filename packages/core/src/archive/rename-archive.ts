import { findArchiveNamed, getArchive, type StoredArchive } from '@borgcube/db/archive-store';
import { listUndoneJobs } from '@borgcube/db/job-list-store';
import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import { type ArchiveRename, RenamePlan, whyNotRenamed } from '@borgcube/domain/archive/archive-rename';
import { DomainError, invalidFields, nameTaken } from '@borgcube/domain/error/domain-error';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { JobStarted } from '@borgcube/domain/job/job';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';
import type { ListedArchive } from './match-archives.ts';

/** Queues the renaming of one archive in its repository. */
export async function renameArchive(ctx: CoreContext, { id, name }: ArchiveRename): Promise<JobStarted> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const archive = await getArchive(tx, id);
    const { repositoryId, clientId, fingerprint } = archive;
    await refuseRenaming(tx, archive, name);
    const config: RenamePlan = { repositoryId, archiveId: id, fingerprint, from: archive.name, to: name };
    const job = await createJobIn(tx, ctx, { kind: 'rename-archive', repositoryId, clientId, config });
    await writeAudit(tx, ctx, {
      what: `Asked for archive ${archive.name} to be called ${name} (job ${job.id})`,
      noun: 'archive',
      recordId: id,
      changes: { name: { from: archive.name, to: name } },
    });
    return job;
  });
}

async function refuseRenaming(tx: Transaction, archive: StoredArchive, name: string): Promise<void> {
  if (archive.vanishedAt !== null) {
    const message = `${archive.name} is not in its repository any more.`;
    throw new DomainError('PRECONDITION_FAILED', 'archive-missing', message);
  }
  const why = whyNotRenamed(archive, name);
  if (why !== null) throw invalidFields({ name: [why] });
  if (await findArchiveNamed(tx, archive.repositoryId, name)) throw nameTaken('archive', 'name', name);
}

/** Null: what was to be renamed lies there as it was when it was asked for. */
export function refuseRename(
  { from, fingerprint }: RenamePlan,
  listed: readonly ListedArchive[],
): FailureCause | null {
  if (listed.some((archive) => archive.name === from && archive.id === fingerprint)) return null;
  const message = `Not the archive that was to be renamed: ${from}. Nothing was renamed.`;
  return { kind: 'archive-missing', message, evidence: [from], archives: [from] };
}

const PLANS_READ = 100;

/**
 * New names by the ids of archives that a job of ours was giving them and did not see through to its end: Borg may have
 * done it all the same, and then that archive is no stranger.
 */
export async function findNewNames(
  tx: Transaction,
  repositoryId: string,
): Promise<ReadonlyMap<string, string>> {
  const jobs = await listUndoneJobs(tx, { repositoryId, kind: 'rename-archive', take: PLANS_READ });
  const plans = jobs.flatMap(({ config }) => RenamePlan.safeParse(config).data ?? []);
  return new Map(plans.reverse().map(({ archiveId, to }) => [archiveId, to]));
}
