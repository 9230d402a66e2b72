import {
  findPredecessor,
  findWaitingSuccessor,
  listComparedBefore,
  type StoredChanges,
  storeChanges,
} from '@borgcube/db/archive-changes-store';
import { getArchive, type StoredArchive } from '@borgcube/db/archive-store';
import { refreshNewestGoodArchive } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { BASELINE_MAX, judgeChanges, UNUSUAL } from '@borgcube/domain/archive/judge-changes';
import { assessArchivesIn } from '../alert/assess-archives.ts';
import { assessClientIn } from '../alert/assess-client.ts';
import type { CoreContext } from '../core-context.ts';
import { judgedCounts } from './judged-counts.ts';

export interface ComparedArchive extends StoredChanges {
  readonly archive: StoredArchive;
  /** Why it is suspect; null: it is not, or it was judged before. */
  readonly suspect: string | null;
}

/**
 * Holds an archive that has just been taken into the catalog against the one of its config before it, and the one after
 * it too, should that have waited for this one. What cannot be compared is left out.
 */
export async function compareChanges(
  ctx: Pick<CoreContext, 'db' | 'catalog'>,
  archiveId: string,
): Promise<ComparedArchive[]> {
  const archive = await getArchive(ctx.db, archiveId);
  if (archive.configId === null) return [];
  const next = await findWaitingSuccessor(ctx.db, archive);
  const compared: ComparedArchive[] = [];
  for (const one of next ? [archive, next] : [archive]) {
    const changes = await countChanges(ctx, one);
    if (changes) compared.push({ archive: one, ...changes, suspect: await judge(ctx, one, changes) });
  }
  return compared;
}

async function countChanges(
  { db, catalog }: Pick<CoreContext, 'db' | 'catalog'>,
  archive: StoredArchive,
): Promise<StoredChanges | null> {
  const before = await findPredecessor(db, archive, UNUSUAL);
  if (!before) return null;
  const answer = await catalog.ask(archive.repositoryId, 'compare', {
    archiveId: before.id,
    otherId: archive.id,
    limit: 0,
    cursor: null,
    change: null,
    folders: 0,
    isWithTotals: true,
  });
  if (answer === 'not-listed') return null;
  const countOf = (kind: string) => answer.totals?.find(({ change }) => change === kind)?.count ?? 0;
  return {
    newFiles: countOf('added'),
    changedFiles: countOf('modified'),
    deletedFiles: countOf('removed'),
  };
}

async function judge(
  { db }: Pick<CoreContext, 'db'>,
  archive: StoredArchive,
  changes: StoredChanges,
): Promise<string | null> {
  if (archive.newFiles !== null || archive.suspect !== null) return null;
  const earlier = await listComparedBefore(db, archive, BASELINE_MAX);
  return judgeChanges(judgedCounts({ ...archive, ...changes }), earlier.map(judgedCounts)).suspect;
}

/** With what follows for the client and for those who are told, as part of a transaction. */
export async function storeComparedIn(
  tx: Transaction,
  ctx: Pick<CoreContext, 'clock' | 'bus'>,
  { archive, newFiles, changedFiles, deletedFiles, suspect }: ComparedArchive,
): Promise<void> {
  const isMarked = await storeChanges(tx, archive.id, { newFiles, changedFiles, deletedFiles, suspect });
  if (!isMarked) return;
  const { clientId, configId } = archive;
  if (clientId !== null) {
    await refreshNewestGoodArchive(tx, clientId);
    await assessClientIn(tx, ctx, clientId);
  }
  if (configId !== null) await assessArchivesIn(tx, ctx, configId);
}
