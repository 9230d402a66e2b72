import type { Transaction } from './open-database.ts';

/** An archive as retention looks at it. */
export interface PrunableArchive {
  readonly id: string;
  readonly fingerprint: string;
  readonly name: string;
  readonly timestamp: Date;
  readonly pinned: boolean;
  readonly suspect: string | null;
  readonly repositoryId: string;
  readonly clientId: string;
  readonly configId: string | null;
  /** The backup of ours that made it. */
  readonly jobId: number | null;
}

/** Archives with a client that are in their repository; newest first. For jobs and previews, never for a list. */
export async function findPrunableArchives(
  db: Transaction,
  { repositoryId, clientIds }: { readonly repositoryId: string; readonly clientIds: readonly string[] },
): Promise<PrunableArchive[]> {
  const found: PrunableArchive[] = [];
  // Bound variables in one statement are few; clients of one repository are not always.
  for (let at = 0; at < clientIds.length; at += 500) {
    const rows = await db.archive.findMany({
      where: { repositoryId, clientId: { in: clientIds.slice(at, at + 500) }, vanishedAt: null },
      orderBy: [{ timestamp: 'desc' }, { id: 'desc' }],
      select: {
        id: true,
        fingerprint: true,
        name: true,
        timestamp: true,
        pinned: true,
        suspect: true,
        repositoryId: true,
        clientId: true,
        configId: true,
        jobId: true,
      },
    });
    found.push(...rows.flatMap(({ clientId, ...row }) => (clientId === null ? [] : [{ ...row, clientId }])));
  }
  return found;
}

export interface PrunableClient {
  readonly id: string;
  readonly hostname: string;
  /** Milliseconds. */
  readonly objective: number;
}

/** All clients, for the pattern of a prune config. */
export async function listPrunableClients(db: Transaction): Promise<PrunableClient[]> {
  const rows = await db.client.findMany({ select: { id: true, hostname: true, objective: true } });
  return rows.map((row) => ({ ...row, objective: Number(row.objective) }));
}

export async function findConfigLabels(db: Transaction, repositoryId: string): Promise<Map<string, string>> {
  const rows = await db.backupConfig.findMany({
    where: { archives: { some: { repositoryId } } },
    select: { id: true, label: true },
  });
  return new Map(rows.map(({ id, label }) => [id, label]));
}

/** Of these jobs, whose client and config they were made for. */
export async function findJobOwners(
  db: Transaction,
  jobIds: readonly number[],
): Promise<Map<number, { readonly clientId: string | null; readonly configId: string | null }>> {
  const rows = await db.job.findMany({
    where: { id: { in: jobIds.slice(0, 1000) }, kind: 'backup' },
    select: { id: true, clientId: true, configId: true },
  });
  return new Map(rows.map(({ id, ...owner }) => [id, owner]));
}

export interface GroupKey {
  readonly repositoryId: string;
  readonly clientId: string;
  /** Null: imported archives. */
  readonly configId: string | null;
}

export interface ExecutedGroup extends GroupKey {
  readonly kept: number;
  readonly planId: string;
  readonly basis: string;
  readonly executedAt: Date;
}

export async function findExecutedGroups(db: Transaction, repositoryId: string): Promise<ExecutedGroup[]> {
  const rows = await db.pruneGroup.findMany({ where: { repositoryId } });
  return rows.map((row) => ({ ...row, configId: row.configId === '' ? null : row.configId }));
}

/** What the plan that was just carried out left of a group. */
export async function storeExecutedGroup(tx: Transaction, group: ExecutedGroup): Promise<void> {
  const { repositoryId, clientId, kept, planId, basis, executedAt } = group;
  const key = { repositoryId, clientId, configId: group.configId ?? '' };
  const left = { kept, planId, basis, executedAt };
  await tx.pruneGroup.upsert({
    where: { repositoryId_clientId_configId: key },
    create: { ...key, ...left },
    update: left,
  });
}
