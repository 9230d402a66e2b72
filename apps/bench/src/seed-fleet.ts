import type { Database } from '@borgcube/db/open-database';

export interface Fleet {
  readonly clients: number;
  readonly repositories: number;
  readonly jobs: number;
  /** Of each client, one a day; at most one for each repository. */
  readonly archives: number;
}

const HOUR_MS = 3_600_000;
const BATCH = 1000;

/**
 * A large house: every client has one config and saves daily, one in fifty has not of late; of the jobs 97 % are
 * backups, 3 % failed, and the newest few wait or run. The long tables are filled by the database itself.
 */
export async function seedFleet(db: Database, fleet: Fleet, now: Date): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * HOUR_MS);
  await db.repository.createMany({
    data: numbers(fleet.repositories).map((i) => ({
      id: `r${i}`,
      name: `vault ${i}`,
      url: `/srv/${i}`,
      createdAt: daysAgo(i - 1),
    })),
  });
  for (let from = 1; from <= fleet.clients; from += BATCH) {
    const batch = numbers(BATCH).map((i) => i + from - 1);
    await db.client.createMany({
      data: batch.map((i) => ({
        id: `c${i}`,
        hostname: `host${i}`,
        objective: (i % 3 === 0 ? 168 : 26) * HOUR_MS,
        newestGoodArchiveAt: daysAgo(i % 50 === 0 ? 3 : 0),
        createdAt: now,
      })),
    });
    await db.backupConfig.createMany({
      data: batch.map((i) => ({
        id: `b${i}`,
        clientId: `c${i}`,
        repositoryId: `r${1 + (i % fleet.repositories)}`,
        label: 'system',
        transport: 'ssh',
        version: 1,
        data: {},
      })),
    });
  }
  await seedJobs(db, fleet);
  for (const i of numbers(fleet.archives)) {
    await db.$executeRaw`
      INSERT INTO "Archive" ("id", "fingerprint", "repositoryId", "name", "nameKey", "clientId", "originalSize",
        "timestamp", "createdAt", "updatedAt")
      SELECT c."id" || r."id", c."id" || r."id", r."id", c."hostname" || r."id", c."hostname" || r."id", c."id",
        1000000, r."createdAt", r."createdAt", r."createdAt"
      FROM "Client" c CROSS JOIN "Repository" r WHERE r."id" = ${`r${i}`}`;
  }
}

/** Their instant is taken from a row, so that each database gets its own kind of it. */
async function seedJobs(db: Database, { jobs, clients, repositories }: Fleet): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Job"
      ("kind", "state", "repositoryId", "clientId", "configId", "createdBy", "createdAt", "updatedAt", "timestampEnd")
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${jobs})
    SELECT
      CASE i % 100 WHEN 1 THEN 'check' WHEN 2 THEN 'prune' WHEN 3 THEN 'compact' ELSE 'backup' END,
      CASE WHEN i > ${jobs - 4} THEN 'client_in_progress' WHEN i > ${jobs - 40} THEN 'job_created'
        WHEN i % 33 = 0 THEN 'failed' WHEN i % 101 = 0 THEN 'cancelled' ELSE 'done' END,
      'r' || CAST(1 + i % ${repositories} AS INTEGER),
      CASE WHEN i % 100 IN (1, 2, 3) THEN NULL ELSE 'c' || CAST(1 + i % ${clients} AS INTEGER) END,
      CASE WHEN i % 100 IN (1, 2, 3) THEN NULL ELSE 'b' || CAST(1 + i % ${clients} AS INTEGER) END,
      'schedule:Nightly', r."createdAt", r."createdAt",
      CASE WHEN i > ${jobs - 40} THEN NULL ELSE r."createdAt" END
    FROM n CROSS JOIN "Repository" r WHERE r."id" = 'r1'`;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
