import { Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

export type StandingName = 'needs-you' | 'running' | 'warning';

/** Whether one of the configs of the client `c` has such a last job; each lookup is one step into an index. */
function lastJobOfAConfig(holds: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM "BackupConfig" b JOIN "Job" j ON j."id" =
    (SELECT MAX(k."id") FROM "Job" k WHERE k."configId" = b."id") WHERE b."clientId" = c."id" AND ${holds})`;
}

const FAILED = lastJobOfAConfig(Prisma.sql`j."state" = 'failed'`);
const RUNNING = lastJobOfAConfig(Prisma.sql`j."state" NOT IN ('job_created', 'done', 'failed', 'cancelled')`);
const WARNED = lastJobOfAConfig(Prisma.sql`j."state" = 'done' AND j."borgWarning" IS NOT NULL`);
const LAST_SUSPECT = Prisma.sql`(SELECT a."suspect" FROM "Archive" a WHERE a."clientId" = c."id" AND a."vanishedAt" IS NULL
  ORDER BY a."timestamp" DESC, a."id" DESC LIMIT 1)`;

/** Conditions on the client `c`. Objectives are few, so each is a plain comparison with an instant of its own. */
export async function standingConditions(
  db: Transaction,
  now: Date,
): Promise<Readonly<Record<StandingName, Prisma.Sql>>> {
  const objectives = await db.client.groupBy({ by: ['objective'] });
  const stale = objectives.map(
    ({ objective }) =>
      Prisma.sql`(c."objective" = ${objective} AND c."newestGoodArchiveAt" < ${new Date(now.getTime() - Number(objective))})`,
  );
  return {
    'needs-you': anyOf([FAILED, Prisma.sql`${LAST_SUSPECT} IS NOT NULL`, ...stale]),
    running: RUNNING,
    warning: WARNED,
  };
}

/** One walk over all clients. */
export async function tallyClients(
  db: Transaction,
  now: Date,
): Promise<Readonly<Record<StandingName | 'all', number>>> {
  const conditions = await standingConditions(db, now);
  const count = (condition: Prisma.Sql) => Prisma.sql`COUNT(CASE WHEN ${condition} THEN 1 END)`;
  const [row] = await db.$queryRaw<Readonly<Record<'all' | 'needsYou' | 'running' | 'warning', bigint>>[]>`
    SELECT COUNT(*) AS "all", ${count(conditions['needs-you'])} AS "needsYou",
      ${count(conditions.running)} AS "running", ${count(conditions.warning)} AS "warning" FROM "Client" c`;
  return {
    all: Number(row?.all ?? 0),
    'needs-you': Number(row?.needsYou ?? 0),
    running: Number(row?.running ?? 0),
    warning: Number(row?.warning ?? 0),
  };
}

function anyOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`(${Prisma.join([...conditions], ' OR ')})`;
}
