import { type StoredArchive, toArchive } from './archive-store.ts';
import { Prisma } from './generated/sqlite/client.ts';
import type { JobRow } from './job-store.ts';
import type { Transaction } from './open-database.ts';

/** What stands beside a client in a list. */
export interface ClientTail {
  /** The last of each config. */
  readonly lastJobs: readonly JobRow[];
  readonly lastArchive: StoredArchive | null;
  /** Oldest first. */
  readonly sizes: readonly (number | null)[];
  readonly configs: ReadonlyArray<{
    readonly id: string;
    readonly label: string;
    readonly repositoryId: string;
    readonly transport: string;
    readonly enabled: boolean;
  }>;
}

/** For a page of clients, by a few statements of which each seeks in an index once a client. */
export async function readClientTails(
  db: Transaction,
  clientIds: readonly string[],
  sizesShown: number,
): Promise<ReadonlyMap<string, ClientTail>> {
  if (clientIds.length === 0) return new Map();
  const jobs = await db.job.findMany({ where: { id: { in: await lastJobIds(db, clientIds) } } });
  const sizes = await lastSizes(db, clientIds, sizesShown);
  const archives = await db.archive.findMany({
    where: { id: { in: clientIds.flatMap((id) => sizes.get(id)?.[0]?.id ?? []) } },
  });
  const configs = await db.backupConfig.findMany({
    where: { clientId: { in: [...clientIds] } },
    select: { id: true, clientId: true, label: true, repositoryId: true, transport: true, enabled: true },
    orderBy: [{ clientId: 'asc' }, { label: 'asc' }],
  });
  const jobsOf = groupByClient(jobs.map((job) => ({ job, clientId: job.clientId ?? '' })));
  const archiveOf = new Map(archives.map((archive) => [archive.clientId, toArchive(archive)]));
  const configsOf = groupByClient(configs);
  const tail = (id: string): ClientTail => ({
    lastJobs: (jobsOf.get(id) ?? []).map(({ job }) => job),
    lastArchive: archiveOf.get(id) ?? null,
    sizes: (sizes.get(id) ?? [])
      .map(({ originalSize }) => (originalSize === null ? null : Number(originalSize)))
      .reverse(),
    configs: configsOf.get(id) ?? [],
  });
  return new Map(clientIds.map((id) => [id, tail(id)]));
}

async function lastJobIds(db: Transaction, clientIds: readonly string[]): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number | bigint | null }[]>`
    SELECT (SELECT MAX(j."id") FROM "Job" j WHERE j."configId" = b."id") AS "id"
    FROM "BackupConfig" b WHERE b."clientId" IN (${Prisma.join([...clientIds])})`;
  return rows.flatMap(({ id }) => (id === null ? [] : Number(id)));
}

interface SizeRow {
  readonly clientId: string;
  readonly id: string;
  readonly originalSize: bigint | number | null;
}

/** Newest first. One branch a client: no other form makes both databases walk each one's archives from the newest. */
async function lastSizes(
  db: Transaction,
  clientIds: readonly string[],
  take: number,
): Promise<ReadonlyMap<string, SizeRow[]>> {
  const branches = clientIds.map(
    (id) => Prisma.sql`SELECT * FROM (SELECT a."clientId" AS "clientId", a."id" AS "id",
      a."originalSize" AS "originalSize", a."timestamp" AS "timestamp" FROM "Archive" a
      WHERE a."clientId" = ${id} AND a."vanishedAt" IS NULL
      ORDER BY a."timestamp" DESC, a."id" DESC LIMIT ${take}) AS one`,
  );
  const rows = await db.$queryRaw<SizeRow[]>`${Prisma.join(branches, ' UNION ALL ')}
    ORDER BY "clientId", "timestamp" DESC, "id" DESC`;
  return groupByClient(rows);
}

function groupByClient<Row extends { readonly clientId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.clientId);
    if (group) group.push(row);
    else groups.set(row.clientId, [row]);
  }
  return groups;
}
