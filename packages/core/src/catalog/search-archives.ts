import { countUncatalogued, listRepositoriesOf, readArchiveNames } from '@borgcube/db/catalog-store';
import { toArchiveNeedle } from '@borgcube/domain/archive/archive-path';
import type { ArchiveHit, ArchiveHits, ArchiveSearch } from '@borgcube/domain/catalog/catalog';
import type { CatalogHit, CatalogHits, CatalogSearch } from '@borgcube/domain/catalog/catalog-questions';
import { requireRole } from '../actor/require-role.ts';
import { auditLooking } from '../archive/audit-browsing.ts';
import type { CoreContext } from '../core-context.ts';
import { instantOf } from './catalog-instant.ts';
import { matchCatalog } from './match-catalog.ts';

interface Found {
  readonly repositoryId: string;
  readonly hit: CatalogHit;
}

/** About a second of looking; then a person is told how far it is. */
const TURNS_MAX = 7;

/** Looks for paths in one archive, one client's, one repository's or all that are in the catalog, repository by repository. */
export async function searchArchives(ctx: CoreContext, input: ArchiveSearch): Promise<ArchiveHits> {
  requireRole(ctx, 'operator');
  const repositories = await listRepositoriesOf(ctx.db, input);
  const [at, within] = readCursor(input.cursor);
  const found: Found[] = [];
  let nextCursor: string | null = null;
  let looked = 1;
  for (const [index, repositoryId] of repositories.entries()) {
    if (index < at) continue;
    if (found.length === input.limit) {
      nextCursor = writeCursor(index, null);
      looked = index / repositories.length;
      break;
    }
    const page = await searchRepository(ctx, repositoryId, {
      text: toArchiveNeedle(input.text),
      archiveId: input.archiveId ?? null,
      client: input.clientId ?? null,
      limit: input.limit - found.length,
      cursor: index === at ? within : null,
    });
    await matchCatalog(ctx, repositoryId);
    found.push(...page.items.map((hit) => ({ repositoryId, hit })));
    if (page.nextCursor === null) continue;
    nextCursor = writeCursor(index, page.nextCursor);
    looked = (index + page.looked) / repositories.length;
    break;
  }
  await auditLooking(ctx, lookOf(input));
  const notListed = await countUncatalogued(ctx.db, input);
  return {
    items: await withArchives(ctx, found),
    nextCursor,
    looked,
    isComplete: notListed === 0,
    notListed,
  };
}

/** The catalog answers in between, so that others get their turn; a person is answered when there is something, nothing more, or nothing after a while. */
async function searchRepository(
  ctx: CoreContext,
  repositoryId: string,
  asked: CatalogSearch,
): Promise<CatalogHits> {
  let page = await ctx.catalog.ask(repositoryId, 'search', asked);
  for (let turn = 1; turn < TURNS_MAX && page.items.length === 0 && page.nextCursor !== null; turn += 1)
    page = await ctx.catalog.ask(repositoryId, 'search', { ...asked, cursor: page.nextCursor });
  return page;
}

async function withArchives(ctx: CoreContext, found: readonly Found[]): Promise<ArchiveHit[]> {
  const archives = await readArchiveNames(
    ctx.db,
    found.map(({ hit }) => hit.archiveId),
  );
  return found.flatMap(({ repositoryId, hit }) => {
    const archive = archives.get(hit.archiveId);
    // Deleted a moment ago, and still in the catalog.
    if (!archive) return [];
    return {
      ...hit,
      mtime: instantOf(hit.mtime),
      archiveName: archive.name,
      timestamp: archive.timestamp.toISOString(),
      clientId: archive.clientId,
      repositoryId,
    };
  });
}

function lookOf({ archiveId, clientId, repositoryId }: ArchiveSearch) {
  const what = 'Searched archives';
  if (archiveId !== undefined) return { what, noun: 'archive', recordId: archiveId } as const;
  if (clientId !== undefined) return { what, noun: 'client', recordId: clientId } as const;
  return { what, noun: 'repository', recordId: repositoryId ?? null } as const;
}

const writeCursor = (index: number, within: string | null) => `${index}:${within ?? ''}`;

function readCursor(cursor: string | null | undefined): [number, string | null] {
  const match = /^(\d+):(.*)$/.exec(cursor ?? '');
  return [Number(match?.[1] ?? 0), match?.[2] || null];
}
