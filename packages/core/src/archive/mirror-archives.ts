import type { StoredArchive } from '@borgcube/db/archive-store';
import { findClientIds, refreshNewestGoodArchive } from '@borgcube/db/client-store';
import {
  adoptIdentity,
  countVanished,
  findMirroredArchives,
  storeVanished,
} from '@borgcube/db/mirrored-archive-store';
import type { Transaction } from '@borgcube/db/open-database';
import { getRepository, lockRepository, storeFigures } from '@borgcube/db/repository-store';
import { afterCommit, inTransaction } from '@borgcube/db/transaction';
import { hostnamesOfArchiveName, isUnfinishedName } from '@borgcube/domain/archive/archive-name';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { assessClientIn } from '../alert/assess-client.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { keepJobNumbersAbove } from '../job/job-numbers.ts';
import { takeLeftPlansIn } from '../prune/finish-plan.ts';
import { addArchiveIn } from './add-archive.ts';
import { type ListedArchive, matchArchives } from './match-archives.ts';
import { removeArchiveIn } from './remove-archive.ts';
import { findNewNames } from './rename-archive.ts';

export interface Mirroring {
  readonly repositoryId: string;
  /** All that Borg lists, unfinished ones may be among them. */
  readonly listed: readonly ListedArchive[];
  /** Ids of rows whose archives a job of ours just deleted: those that are gone leave the record too. */
  readonly removed?: ReadonlySet<string>;
  /** Adds only what matches, and under this client; absent: all, each under the client that its name begins with. */
  readonly adding?: { readonly clientId: string; readonly matches: (name: string) => boolean };
}

export interface Mirrored {
  readonly added: readonly StoredArchive[];
  /** `from` and `to` are names. */
  readonly renamed: ReadonlyArray<{ readonly id: string; readonly from: string; readonly to: string }>;
  /** Deleted by a job of ours. */
  readonly removed: readonly StoredArchive[];
  /** All that are missing and that no job of ours removed, those of earlier looks too. */
  readonly vanished: readonly StoredArchive[];
  /** Had vanished, and are there again. */
  readonly returned: readonly StoredArchive[];
}

type MirrorContext = Pick<CoreContext, 'db' | 'clock' | 'hooks' | 'bus' | 'actor'>;

/** Rows that one transaction writes; a repository with thousands of archives must not hold up the leases. */
const ADDED_STEP = 200;

/**
 * Makes the rows of a repository agree with what Borg lists in it. What vanished without a job of ours is marked, and
 * the repository as tampered with; it is that no longer once everything is there again.
 */
export async function mirrorArchives(ctx: MirrorContext, mirroring: Mirroring): Promise<Mirrored> {
  const listed = mirroring.listed.filter(({ name }) => !isUnfinishedName(name));
  const { toAdd, ...rest } = await inTransaction(ctx.db, (tx) =>
    reconcileIn(tx, ctx, { ...mirroring, listed }),
  );
  const added: StoredArchive[] = [];
  const { adding } = mirroring;
  const wanted = adding ? toAdd.filter(({ name }) => adding.matches(name)) : toAdd;
  for (let at = 0; at < wanted.length; at += ADDED_STEP) {
    const step = wanted.slice(at, at + ADDED_STEP);
    added.push(...(await inTransaction(ctx.db, (tx) => addListedIn(tx, ctx, mirroring, step))));
  }
  return { ...rest, added };
}

async function reconcileIn(
  tx: Transaction,
  ctx: MirrorContext,
  { repositoryId, listed, removed }: Mirroring,
) {
  await lockRepository(tx, repositoryId);
  await keepJobNumbersAbove(
    tx,
    listed.map(({ name }) => name),
  );
  const now = ctx.clock();
  const rows = await findMirroredArchives(tx, repositoryId);
  const match = matchArchives(rows, listed, await findNewNames(tx, repositoryId));
  for (const { row, listed: found } of match.adopted) {
    await adoptIdentity(tx, row.id, { fingerprint: found.id, name: found.name, timestampEnd: found.end });
  }
  const left = match.gone.length > 0 ? await takeLeftPlansIn(tx, repositoryId) : new Set();
  const isOurs = ({ id }: StoredArchive) => removed?.has(id) || left.has(id);
  const ours = match.gone.filter(isOurs);
  for (const row of ours) await removeArchiveIn(tx, ctx, row);
  const vanished = match.gone.filter((row) => !isOurs(row));
  const fresh = vanished.filter((row) => row.vanishedAt === null);
  await storeVanished(
    tx,
    fresh.map(({ id }) => id),
    now,
  );
  const returned = [...match.same, ...match.adopted.map(({ row }) => row)].filter(
    (row) => row.vanishedAt !== null,
  );
  await storeVanished(
    tx,
    returned.map(({ id }) => id),
    null,
  );
  for (const clientId of clientsOf([...fresh, ...returned])) {
    await refreshNewestGoodArchive(tx, clientId);
    await assessClientIn(tx, ctx, clientId);
  }
  await markTampering(tx, ctx, repositoryId, { fresh, now });
  const renamed = match.adopted.map(({ row, listed: { name } }) => ({
    id: row.id,
    from: row.name,
    to: name,
  }));
  return { toAdd: match.added, renamed, removed: ours, vanished, returned };
}

async function markTampering(
  tx: Transaction,
  ctx: MirrorContext,
  repositoryId: string,
  { fresh, now }: { readonly fresh: readonly StoredArchive[]; readonly now: Date },
): Promise<void> {
  const { name, tamperedAt } = await getRepository(tx, repositoryId);
  const isTampered = (await countVanished(tx, repositoryId)) > 0;
  const since = isTampered ? (tamperedAt ?? now) : null;
  await storeFigures(tx, repositoryId, { tamperedAt: since });
  if (fresh.length > 0) {
    const what = `Found ${fresh.length} archives of repository ${name} deleted by someone else`;
    const changes = { vanished: { to: fresh.slice(0, 50).map((row) => row.name) } };
    await writeAudit(tx, ctx, { what, noun: 'repository', recordId: repositoryId, changes });
  }
  afterCommit(tx, () => ctx.bus.publish({ type: 'record', noun: 'repository', recordId: repositoryId }));
}

async function addListedIn(
  tx: Transaction,
  ctx: MirrorContext,
  { repositoryId, adding }: Mirroring,
  listed: readonly ListedArchive[],
): Promise<StoredArchive[]> {
  const hostnames = new Set(listed.flatMap(({ name }) => hostnamesOfArchiveName(name)));
  const clientIds = await findClientIds(tx, [...hostnames]);
  const added: StoredArchive[] = [];
  for (const { id, name, start, end } of listed) {
    const hostname = hostnamesOfArchiveName(name).find((one) => clientIds.has(one));
    added.push(
      await addArchiveIn(tx, ctx, {
        fingerprint: id,
        name,
        repositoryId,
        clientId: adding?.clientId ?? (hostname && clientIds.get(hostname)) ?? null,
        configId: null,
        jobId: null,
        nfiles: null,
        originalSize: null,
        compressedSize: null,
        deduplicatedSize: null,
        duration: null,
        timestamp: start,
        timestampEnd: end,
        suspect: null,
        repositoryFigures: null,
        lastGood: null,
      }),
    );
  }
  return added;
}

function clientsOf(rows: readonly StoredArchive[]): Set<string> {
  return new Set(rows.flatMap(({ clientId }) => clientId ?? []));
}

const NAMED_MAX = 10;

/** Why nothing may be removed from a repository now; it names the archives. */
export function tamperedCause(vanished: readonly Pick<StoredArchive, 'name'>[]): FailureCause {
  const names = vanished.map(({ name }) => name);
  const more = names.length > NAMED_MAX ? ` and ${names.length - NAMED_MAX} more` : '';
  const list = names.slice(0, NAMED_MAX).join(', ');
  return {
    kind: 'repository-tampered',
    message: `Deleted by someone else: ${list}${more}.`,
    evidence: names.slice(0, 6),
    archives: names.slice(0, 50),
    count: names.length,
  };
}
