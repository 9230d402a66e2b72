import { getArchive } from '@borgcube/db/archive-store';
import type { ArchiveDiff, ArchiveDiffInput } from '@borgcube/domain/catalog/catalog';
import type { CatalogChangeTotal } from '@borgcube/domain/catalog/catalog-questions';
import { DomainError, invalidFields } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import { auditBrowsing } from '../archive/audit-browsing.ts';
import type { CoreContext } from '../core-context.ts';

const FOLDERS_SHOWN = 20;

/** What changed from one archive of a client to another in the same repository, and which folders make out most of it. */
export async function compareArchives(ctx: CoreContext, input: ArchiveDiffInput): Promise<ArchiveDiff> {
  requireRole(ctx, 'operator');
  const [one, other] = await Promise.all([getArchive(ctx.db, input.id), getArchive(ctx.db, input.otherId)]);
  if (one.repositoryId !== other.repositoryId || one.clientId !== other.clientId) {
    const message = 'Only archives of one client in one repository can be compared.';
    throw invalidFields({ otherId: [message] });
  }
  const isFirstPage = !input.cursor;
  const answer = await ctx.catalog.ask(one.repositoryId, 'compare', {
    archiveId: one.id,
    otherId: other.id,
    limit: input.limit,
    cursor: input.cursor ?? null,
    change: input.change ?? null,
    folders: isFirstPage ? FOLDERS_SHOWN : 0,
    isWithTotals: isFirstPage,
  });
  if (answer === 'not-listed') throw notListed();
  await Promise.all([auditBrowsing(ctx, one), auditBrowsing(ctx, other)]);
  const { items, nextCursor, folders, totals } = answer;
  return {
    items: [...items],
    nextCursor,
    folders: [...folders],
    totals: totals && {
      added: totalOf(totals, 'added'),
      removed: totalOf(totals, 'removed'),
      modified: totalOf(totals, 'modified'),
    },
  };
}

const NONE = { count: 0, sizeBefore: 0, sizeAfter: 0 };

function totalOf(totals: readonly CatalogChangeTotal[], kind: CatalogChangeTotal['change']) {
  const { change: _, ...total } = totals.find(({ change }) => change === kind) ?? { change: kind, ...NONE };
  return total;
}

/** The console offers to list it then. */
function notListed(): DomainError {
  const message = 'One of the archives is not in the catalog yet. List it first.';
  return new DomainError('PRECONDITION_FAILED', 'catalog-missing', message);
}
