import { type StoredArchive, toArchive } from './archive-store.ts';
import { Prisma } from './generated/sqlite/client.ts';
import type { JobRow } from './job-store.ts';
import type { Transaction } from './open-database.ts';

/** What stands beside a client in a list. */
export interface ClientTail {
  readonly lastJob: JobRow | null;
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
  const jobs = await db.job.findMany({ where: { id: { in: await lastBackupIds(db, clientIds) } } });
  const sizes = await lastSizes(db, clientIds, sizesShown);
  const archives = await db.archive.findMany({
    where: { id: { in: clientIds.flatMap((id) => sizes.get(id)?.[0]?.id ?? []) } },
  });
  const configs = await db.backupConfig.findMany({
    where: { clientId: { in: [...clientIds] } },
    select: { id: true, clientId: true, label: true, repositoryId: true, transport: true, enabled: true },
    orderBy: [{ clientId: 'asc' }, { label: 'asc' }],
  });
  const jobOf = new Map(jobs.map((job) => [job.clientId, job]));
  const archiveOf = new Map(archives.map((archive) => [archive.clientId, toArchive(archive)]));
  const configsOf = groupByClient(configs);
  const tail = (id: string): ClientTail => ({
    lastJob: jobOf.get(id) ?? null,
    lastArchive: archiveOf.get(id) ?? null,
    sizes: (sizes.get(id) ?? [])
      .map(({ originalSize }) => (originalSize === null ? null : Number(originalSize)))
      .reverse(),
    configs: configsOf.get(id) ?? [],
  });
  return new Map(clientIds.map((id) => [id, tail(id)]));
}

async function lastBackupIds(db: Transaction, clientIds: readonly string[]): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number | null }[]>`
    SELECT (SELECT j."id" FROM "Job" j WHERE j."clientId" = c."id" AND j."kind" || '' = 'backup'
      ORDER BY j."id" DESC LIMIT 1) AS "id"
    FROM "Client" c WHERE c."id" IN (${Prisma.join([...clientIds])})`;
  return rows.flatMap((row) => row.id ?? []);
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
