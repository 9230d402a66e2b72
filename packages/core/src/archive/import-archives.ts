import type { StoredArchive } from '@borgcube/db/archive-store';
import { findClient, refreshNewestGoodArchive } from '@borgcube/db/client-store';
import { assignClient, findMirroredArchives, storeArchiveFigures } from '@borgcube/db/mirrored-archive-store';
import { findRepository } from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { JobStarted } from '@borgcube/domain/job/job';
import type { ArchiveImport } from '@borgcube/domain/repository/repository-jobs';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';
import { compileNamePattern, type NamePattern } from '../record/name-pattern.ts';
import { type Mirrored, type Mirroring, mirrorArchives } from './mirror-archives.ts';

/** Queues the import of archives that lie in a repository already, made by whatever Borg. */
export async function importArchives(ctx: CoreContext, input: ArchiveImport): Promise<JobStarted> {
  requireRole(ctx, 'admin');
  importMatcher(input);
  const { clientId, repositoryId } = input;
  return inTransaction(ctx.db, async (tx) => {
    if (!(await findClient(tx, clientId))) throw invalidFields({ clientId: ['There is no such client.'] });
    if (!(await findRepository(tx, repositoryId))) {
      throw invalidFields({ repositoryId: ['There is no such repository.'] });
    }
    const activeKey = `${repositoryId} ${clientId} ${input.regex} ${input.archive}`;
    return createJobIn(tx, ctx, { kind: 'import', activeKey, clientId, repositoryId, config: input });
  });
}

export function importMatcher({ archive, regex }: Pick<ArchiveImport, 'archive' | 'regex'>): NamePattern {
  return regex ? compileNamePattern(archive, 'archive') : (name) => name === archive;
}

export interface Imported extends Mirrored {
  /** What the import is about, as it is on record now. */
  readonly matched: readonly StoredArchive[];
  /** Names of archives that belong to another client by a backup of ours, and stay there. */
  readonly refused: readonly string[];
}

/** Puts the listed archives that match under the client; those on record already change hands. Twice is as once. */
export async function recordImport(
  ctx: CoreContext,
  input: ArchiveImport,
  listed: Mirroring['listed'],
): Promise<Imported> {
  const { clientId, repositoryId } = input;
  const matches = importMatcher(input);
  const mirrored = await mirrorArchives(ctx, { repositoryId, listed, adding: { clientId, matches } });
  return inTransaction(ctx.db, async (tx) => {
    const rows = await findMirroredArchives(tx, repositoryId);
    const matching = rows.filter((row) => row.vanishedAt === null && matches(row.name));
    const [refused, matched] = partition(matching, (row) => isOfOther(row, clientId));
    const changed = matched.filter((row) => row.clientId !== clientId);
    for (const row of changed) await assignClient(tx, row.id, clientId);
    const clients = new Set([clientId, ...changed.flatMap((row) => row.clientId ?? [])]);
    if (changed.length > 0) for (const id of clients) await refreshNewestGoodArchive(tx, id);
    return { ...mirrored, matched, refused: refused.map(({ name }) => name) };
  });
}

/** Made by a backup of ours, whose config may be gone meanwhile. */
function isOfOther(row: StoredArchive, clientId: string): boolean {
  if (row.clientId === clientId) return false;
  return row.configId !== null || (row.clientId !== null && row.jobId !== null);
}

/** What a scan of an archive that was listed without figures tells; duration in milliseconds. */
export async function recordFigures(
  ctx: Pick<CoreContext, 'db'>,
  archiveId: string,
  figures: Parameters<typeof storeArchiveFigures>[2],
): Promise<void> {
  await storeArchiveFigures(ctx.db, archiveId, figures);
}

function partition<T>(items: readonly T[], holds: (item: T) => boolean): [T[], T[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))];
}
