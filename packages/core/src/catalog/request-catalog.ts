import { getArchive } from '@borgcube/db/archive-store';
import { countUncatalogued, listRepositoriesOf, listUncatalogued } from '@borgcube/db/catalog-store';
import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import type { CatalogBuild, CatalogsBuilding } from '@borgcube/domain/catalog/catalog';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { JobStarted } from '@borgcube/domain/job/job';
import type { JobRequest } from '@borgcube/plugin-kit/define-scheduled-action';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';
import { matchCatalog } from './match-catalog.ts';

/** Takes an archive into the catalog. */
export async function buildCatalog(ctx: CoreContext, archiveId: string): Promise<JobStarted> {
  requireRole(ctx, 'operator');
  return inTransaction(ctx.db, async (tx) => createJobIn(tx, ctx, await requestCatalog(tx, archiveId)));
}

/** So many at a time: each is a job of its own. */
const BUILT_AT_ONCE = 200;

/** Takes in what is in no catalog, newest first; what waits or runs already is not asked for twice. */
export async function buildCatalogs(ctx: CoreContext, scope: CatalogBuild): Promise<CatalogsBuilding> {
  requireRole(ctx, 'operator');
  for (const repositoryId of await listRepositoriesOf(ctx.db, scope)) await matchCatalog(ctx, repositoryId);
  const ids = await listUncatalogued(ctx.db, scope, BUILT_AT_ONCE);
  const jobs: number[] = [];
  for (const id of ids) jobs.push((await buildCatalog(ctx, id)).id);
  return { jobs, left: (await countUncatalogued(ctx.db, scope)) - jobs.length };
}

/** The archive stands in the job as its config: one that waits or runs is found by it, and the last one that failed. */
export async function requestCatalog(tx: Transaction, archiveId: string): Promise<JobRequest> {
  const { repositoryId, vanishedAt, name } = await getArchive(tx, archiveId);
  if (vanishedAt !== null) {
    throw new DomainError(
      'PRECONDITION_FAILED',
      'archive-missing',
      `${name} is not in its repository any more.`,
    );
  }
  return {
    kind: 'catalog',
    target: archiveId,
    configId: archiveId,
    repositoryId,
    config: { archiveId, repositoryId },
  };
}
