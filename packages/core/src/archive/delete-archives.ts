import type { StoredArchive } from '@borgcube/db/archive-store';
import { findArchives } from '@borgcube/db/mirrored-archive-store';
import { getRepository } from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError, invalidFields, notFound } from '@borgcube/domain/error/domain-error';
import type { JobStarted } from '@borgcube/domain/job/job';
import type { ArchiveDeletion, DeletionPlan } from '@borgcube/domain/repository/repository-jobs';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';

const NAMED_MAX = 200;

/** Plans the deletion of exactly these archives and queues it; nothing is deleted before the job has looked again. */
export async function deleteArchives(ctx: CoreContext, input: ArchiveDeletion): Promise<JobStarted> {
  requireRole(ctx, 'admin');
  const ids = [...new Set(input.ids)];
  return inTransaction(ctx.db, async (tx) => {
    const archives = await findArchives(tx, ids);
    const missing = ids.find((id) => !archives.some((archive) => archive.id === id));
    if (missing !== undefined) throw notFound('archive', missing);
    const repositoryId = requireOneRepository(archives);
    refusePinned(archives);
    const repository = await getRepository(tx, repositoryId);
    if (repository.tamperedAt !== null) throw tampered(repository.name);
    const plan: DeletionPlan = {
      repositoryId,
      archives: archives.map(({ id, fingerprint, name }) => ({ id, fingerprint, name })),
    };
    const job = await createJobIn(tx, ctx, {
      kind: 'delete-archives',
      repositoryId,
      clientId: onlyClient(archives),
      config: plan,
    });
    await writeAudit(tx, ctx, {
      what: `Asked for the deletion of ${archives.length} archives of repository ${repository.name} (job ${job.id})`,
      noun: 'repository',
      recordId: repositoryId,
      changes: { archives: { from: archives.slice(0, NAMED_MAX).map(({ name }) => name) } },
    });
    return job;
  });
}

function requireOneRepository(archives: readonly StoredArchive[]): string {
  const [only, other] = repositoriesOf(archives);
  if (only === undefined || other !== undefined) throw invalidFields({ ids: [severalWords(archives)] });
  return only;
}

export function repositoriesOf(archives: readonly StoredArchive[]): string[] {
  return [...new Set(archives.map(({ repositoryId }) => repositoryId))];
}

export function severalWords(archives: readonly StoredArchive[]): string {
  return `These archives lie in ${repositoriesOf(archives).length} repositories. Delete those of one at a time.`;
}

function refusePinned(archives: readonly StoredArchive[]): void {
  const pinned = archives.filter((archive) => archive.pinned).map(({ name }) => name);
  if (pinned.length === 0) return;
  const message = `Pinned archives are not deleted. Unpin first: ${pinned.slice(0, 10).join(', ')}.`;
  throw new DomainError('PRECONDITION_FAILED', 'archive-pinned', message);
}

function tampered(name: string): DomainError {
  return new DomainError('PRECONDITION_FAILED', 'repository-tampered', tamperedWords(name));
}

export function tamperedWords(name: string): string {
  return `${name} was changed by someone else. Decide about that before anything is removed.`;
}

function onlyClient(archives: readonly StoredArchive[]): string | null {
  const clients = new Set(archives.map(({ clientId }) => clientId));
  return clients.size === 1 ? (archives[0]?.clientId ?? null) : null;
}
