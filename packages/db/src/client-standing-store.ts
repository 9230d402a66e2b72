import { Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

export type StandingName = 'needs-you' | 'running' | 'warning';

/** Of the client `c`; each finds its row by the client's own index, which SQLite takes only when it has no choice. */
const LAST_BACKUP = Prisma.sql`"Job" j WHERE j."clientId" = c."id" AND j."kind" || '' = 'backup' ORDER BY j."id" DESC LIMIT 1`;
const LAST_STATE = Prisma.sql`(SELECT j."state" FROM ${LAST_BACKUP})`;
const LAST_WARNING = Prisma.sql`(SELECT j."borgWarning" FROM ${LAST_BACKUP})`;
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
    'needs-you': anyOf([
      Prisma.sql`${LAST_STATE} = 'failed'`,
      Prisma.sql`${LAST_SUSPECT} IS NOT NULL`,
      ...stale,
    ]),
    running: Prisma.sql`${LAST_STATE} NOT IN ('job_created', 'done', 'failed', 'cancelled')`,
    warning: allOf([Prisma.sql`${LAST_STATE} = 'done'`, Prisma.sql`${LAST_WARNING} IS NOT NULL`]),
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

function allOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`(${Prisma.join([...conditions], ' AND ')})`;
}
