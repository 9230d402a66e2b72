import type { StoredArchive } from '@borgcube/db/archive-store';
import { findClient, findNewestGoodArchive } from '@borgcube/db/client-store';
import { findArchives } from '@borgcube/db/mirrored-archive-store';
import { getRepository } from '@borgcube/db/repository-store';
import { notFound } from '@borgcube/domain/error/domain-error';
import type { ArchiveDeletion, DeletionPreview } from '@borgcube/domain/repository/repository-jobs';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { repositoriesOf, severalWords, tamperedWords } from './delete-archives.ts';

/** What the deletion of these archives would do; from the records, without Borg. */
export async function previewDeletion(ctx: CoreContext, input: ArchiveDeletion): Promise<DeletionPreview> {
  requireRole(ctx, 'viewer');
  const archives = await findArchives(ctx.db, [...new Set(input.ids)]);
  const missing = input.ids.find((id) => !archives.some((archive) => archive.id === id));
  if (missing !== undefined) throw notFound('archive', missing);
  archives.sort(newestFirst);
  const going = archives.filter((archive) => problemOf(archive) === null);
  const sizes = going.flatMap(({ deduplicatedSize }) => deduplicatedSize ?? []);
  return {
    problem: await problemOfAll(ctx, archives),
    archives: archives.map((archive) => ({
      id: archive.id,
      name: archive.name,
      timestamp: archive.timestamp.toISOString(),
      problem: problemOf(archive),
    })),
    clients: await clientsOf(ctx, going),
    storedBytes: sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0),
  };
}

function newestFirst(one: StoredArchive, other: StoredArchive): number {
  return other.timestamp.getTime() - one.timestamp.getTime() || (one.id < other.id ? 1 : -1);
}

function problemOf({ pinned, vanishedAt }: StoredArchive): string | null {
  if (pinned) return 'It is pinned. Unpin it first.';
  return vanishedAt === null ? null : 'It is not in its repository any more.';
}

async function problemOfAll(
  { db }: Pick<CoreContext, 'db'>,
  archives: readonly StoredArchive[],
): Promise<string | null> {
  const [only = '', other] = repositoriesOf(archives);
  if (other !== undefined) return severalWords(archives);
  const { name, tamperedAt } = await getRepository(db, only);
  return tamperedAt === null ? null : tamperedWords(name);
}

async function clientsOf(
  { db }: Pick<CoreContext, 'db'>,
  going: readonly StoredArchive[],
): Promise<DeletionPreview['clients']> {
  const ids = going.map(({ id }) => id);
  const clients: DeletionPreview['clients'] = [];
  for (const clientId of new Set(going.flatMap((archive) => archive.clientId ?? []))) {
    const client = await findClient(db, clientId);
    if (!client) continue;
    const after = await findNewestGoodArchive(db, clientId, ids);
    clients.push({
      clientId,
      hostname: client.hostname,
      archives: going.filter((archive) => archive.clientId === clientId).length,
      newestGoodBefore: client.newestGoodArchiveAt?.toISOString() ?? null,
      newestGoodAfter: after?.toISOString() ?? null,
    });
  }
  return clients;
}
