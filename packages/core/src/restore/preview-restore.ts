import { getArchive, type StoredArchive } from '@borgcube/db/archive-store';
import { findClient } from '@borgcube/db/client-store';
import { type DomainError, invalidFields } from '@borgcube/domain/error/domain-error';
import { FailureError, failureError } from '@borgcube/domain/failure/failure-error';
import type { RestorePreviewInput } from '@borgcube/domain/restore/restore';
import type { RestorePreview } from '@borgcube/domain/restore/restore-preview';
import { requireRole } from '../actor/require-role.ts';
import { auditBrowsing } from '../archive/audit-browsing.ts';
import { requireHeld } from '../archive/require-held.ts';
import type { CoreContext } from '../core-context.ts';
import { whileReading } from '../reading/enter-reading.ts';
import { loadRepository } from '../repository/load-repository.ts';
import { loadHostname, loadTarget } from './load-restore.ts';

/** Nobody looks at a preview that takes longer, and a job that writes waits until it is done. */
const PREVIEW_MAX_MS = 50_000;

/** What a restore would meet, and by which ways it can go; refused with `repository-busy` as reading is. */
export async function previewRestore(
  ctx: CoreContext,
  input: RestorePreviewInput,
  signal?: AbortSignal,
): Promise<RestorePreview> {
  requireRole(ctx, 'operator');
  const archive = await getArchive(ctx.db, input.id);
  const { clientId } = input.target;
  if (clientId !== null && !(await findClient(ctx.db, clientId))) {
    throw invalidFields({ 'target.clientId': ['There is no such client.'] });
  }
  const { repositoryId } = archive;
  const about = { repositoryId, what: `a restore preview of archive ${archive.name}` };
  return whileReading(ctx, about, (lost) =>
    preview(ctx, { archive, input }, [lost, ...(signal ? [signal] : [])]),
  );
}

async function preview(
  ctx: CoreContext,
  { archive, input }: { readonly archive: StoredArchive; readonly input: RestorePreviewInput },
  signals: readonly AbortSignal[],
): Promise<RestorePreview> {
  const { repositoryId } = archive;
  const { clientId, path } = input.target;
  const [{ target: repository }, target] = [
    await loadRepository(ctx, repositoryId),
    await loadTarget(ctx, { repositoryId, clientId }),
  ];
  await auditBrowsing(ctx, archive);
  const limit = AbortSignal.timeout(PREVIEW_MAX_MS);
  const ends = AbortSignal.any([limit, ...signals]);
  const { paths, limit: told } = input;
  const wish = { archiveName: archive.name, paths, path, limit: told, ...target };
  try {
    await requireHeld(ctx, repository, archive, ends);
    const seen = await ctx.borg.previewRestore(repository, wish, ends);
    const hostname = await loadHostname(ctx, clientId);
    return {
      ...seen,
      archiveName: archive.name,
      target: { ...seen.target, clientId, hostname, path },
    };
  } catch (error) {
    if (limit.aborted) throw tookTooLong();
    throw error instanceof FailureError && error.failure.kind === 'archive-missing' && error.failure.path
      ? invalidFields({ paths: [error.message] })
      : error;
  }
}

function tookTooLong(): DomainError {
  const message = `This is too much to be looked at within ${PREVIEW_MAX_MS / 1000} s. The job looks at all of it before it writes.`;
  return failureError({ kind: 'timeout', message });
}
