import { Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

export type StandingName = 'needs-you' | 'running' | 'warning';

/** The last job of the config `b`; each lookup is one step into an index. */
const LAST_JOB = Prisma.sql`j."id" = (SELECT MAX(k."id") FROM "Job" k WHERE k."configId" = b."id")`;
const FAILED = Prisma.sql`j."state" = 'failed'`;
const RUNNING = Prisma.sql`j."timestampEnd" IS NULL AND j."state" || '' <> 'job_created'`;
const WARNED = Prisma.sql`j."state" = 'done' AND j."borgWarning" IS NOT NULL`;

/** Whether one of the configs of the client `c` has such a last job. */
function hasLastJob(holds: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM "BackupConfig" b JOIN "Job" j ON ${LAST_JOB}
    WHERE b."clientId" = c."id" AND ${holds})`;
}

const LAST_SUSPECT = Prisma.sql`(SELECT a."suspect" FROM "Archive" a WHERE a."clientId" = c."id" AND a."vanishedAt" IS NULL
  ORDER BY a."timestamp" DESC, a."id" DESC LIMIT 1)`;

/** Conditions on the client `c`. */
export async function standingCondition(
  db: Transaction,
  standing: StandingName,
  now: Date,
): Promise<Prisma.Sql> {
  // What runs is little and has an index of its own.
  if (standing === 'running')
    return Prisma.sql`c."id" IN (SELECT j."clientId" FROM "Job" j WHERE j."kind" || '' = 'backup' AND ${RUNNING})`;
  if (standing === 'warning') return hasLastJob(WARNED);
  return Prisma.sql`(${await isStale(db, now)} OR ${LAST_SUSPECT} IS NOT NULL OR ${hasLastJob(FAILED)})`;
}

/** Objectives are few, so each is a plain comparison with an instant of its own. */
async function isStale(db: Transaction, now: Date): Promise<Prisma.Sql> {
  const objectives = await db.client.groupBy({ by: ['objective'] });
  const each = objectives.map(({ objective }) => {
    const oldest = new Date(now.getTime() - Number(objective));
    return Prisma.sql`(c."objective" = ${objective} AND c."newestGoodArchiveAt" < ${oldest})`;
  });
  return each.length === 0 ? Prisma.sql`1 = 0` : Prisma.sql`(${Prisma.join(each, ' OR ')})`;
}

/** One walk over all clients. */
export async function tallyClients(
  db: Transaction,
  now: Date,
): Promise<Readonly<Record<StandingName | 'all', number>>> {
  const any = (holds: Prisma.Sql) => Prisma.sql`MAX(CASE WHEN ${holds} THEN 1 ELSE 0 END)`;
  const [row] = await db.$queryRaw<Readonly<Record<'all' | 'needsYou' | 'running' | 'warning', unknown>>[]>`
    SELECT COUNT(*) AS "all", SUM(CASE WHEN "stale" = 1 OR "failed" = 1 OR "suspect" = 1 THEN 1 ELSE 0 END) AS "needsYou",
      SUM("running") AS "running", SUM("warning") AS "warning"
    FROM (SELECT c."id", ${any(await isStale(db, now))} AS "stale", ${any(FAILED)} AS "failed",
        ${any(RUNNING)} AS "running", ${any(WARNED)} AS "warning",
        CASE WHEN ${LAST_SUSPECT} IS NULL THEN 0 ELSE 1 END AS "suspect"
      FROM "Client" c LEFT JOIN "BackupConfig" b ON b."clientId" = c."id" LEFT JOIN "Job" j ON ${LAST_JOB}
      GROUP BY c."id") AS told`;
  // Sums of no rows are null, and each database has its own kind of whole numbers.
  const whole = (value: unknown) => Number(value ?? 0);
  return {
    all: whole(row?.all),
    'needs-you': whole(row?.needsYou),
    running: whole(row?.running),
    warning: whole(row?.warning),
  };
}
