import { Prisma } from './generated/sqlite/client.ts';
import { JOB_ID_MAX, type JobRow } from './job-store.ts';
import type { Transaction } from './open-database.ts';

export interface JobFilter {
  readonly states?: readonly string[] | undefined;
  readonly unfinished?: 'all' | 'running' | undefined;
  readonly kind?: string | undefined;
  readonly repositoryId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly configId?: string | undefined;
}

export interface JobPage {
  readonly limit: number;
  /** Only jobs with a smaller id. */
  readonly before?: number | undefined;
}

type Column = 'clientId' | 'configId' | 'repositoryId' | 'kind' | 'state';
type Asked = Readonly<Partial<Record<Column, string | undefined>>>;

/** What narrows a list most stands first; a pair stands where there is an index (a, b, id). */
const NARROWEST: readonly (readonly Column[])[] = [
  ['clientId', 'state'],
  ['clientId'],
  ['configId', 'state'],
  ['configId'],
  ['repositoryId', 'kind'],
  ['repositoryId', 'state'],
  ['repositoryId'],
  ['kind', 'state'],
  ['kind'],
  ['state'],
];

/**
 * Newest first; answers one row more than asked for when there is a next page. Each state is a query of its own that
 * walks an index in order: with IN, both databases would sort all jobs of those states.
 */
export async function listJobs(db: Transaction, filter: JobFilter, page: JobPage): Promise<JobRow[]> {
  const { states, unfinished, ...fields } = filter;
  const take = page.limit + 1;
  const ids: number[] = [];
  for (const state of states ?? [undefined])
    ids.push(...(await findIds(db, { ...fields, state }, { ...page, unfinished })));
  const newest = ids.sort((one, other) => other - one).slice(0, take);
  return db.job.findMany({ where: { id: { in: newest } }, orderBy: { id: 'desc' } });
}

async function findIds(
  db: Transaction,
  asked: Asked,
  page: JobPage & Pick<JobFilter, 'unfinished'>,
): Promise<number[]> {
  const walked = walkedBy(asked, page);
  const conditions = NARROWEST.flat()
    .filter((column, at, all) => all.indexOf(column) === at)
    .flatMap((column) => {
      const value = asked[column];
      return value === undefined ? [] : [holds(column, value, walked.includes(column))];
    });
  if (page.unfinished) conditions.push(Prisma.sql`j."timestampEnd" IS NULL`);
  if (page.unfinished === 'running') conditions.push(Prisma.sql`j."state" || '' <> 'job_created'`);
  if (page.before !== undefined) conditions.push(Prisma.sql`j."id" < ${Math.min(page.before, JOB_ID_MAX)}`);
  const where = conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}` : Prisma.empty;
  const rows = await db.$queryRaw<{ id: number | bigint }[]>`
    SELECT j."id" AS "id" FROM "Job" j ${where} ORDER BY j."id" DESC LIMIT ${page.limit + 1}`;
  return rows.map((row) => Number(row.id));
}

function walkedBy(asked: Asked, { unfinished }: Pick<JobFilter, 'unfinished'>): readonly Column[] {
  // What has not ended is little, and has an index of its own.
  if (unfinished) return [];
  const isAsked = (columns: readonly Column[]) => columns.every((column) => asked[column] !== undefined);
  // Most jobs are done and most are backups: of a repository's, any other state is rarer than a kind.
  const isRare = asked.clientId === undefined && asked.configId === undefined && asked.state !== 'done';
  if (isRare && isAsked(['repositoryId', 'state'])) return ['repositoryId', 'state'];
  return NARROWEST.find(isAsked) ?? [];
}

/** SQLite does not know how rare a value is and may walk the wrong index; an expression is not looked for in any. */
function holds(column: Column, value: string, isWalked: boolean): Prisma.Sql {
  const name = Prisma.raw(`j."${column}"`);
  return isWalked ? Prisma.sql`${name} = ${value}` : Prisma.sql`${name} || '' = ${value}`;
}

/** The newest jobs of a kind of one repository that ended as anything but done, or have not ended. */
export async function listUndoneJobs(
  db: Transaction,
  {
    repositoryId,
    kind,
    take,
  }: { readonly repositoryId: string; readonly kind: string; readonly take: number },
): Promise<JobRow[]> {
  return db.job.findMany({
    where: { repositoryId, kind, state: { not: 'done' } },
    orderBy: { id: 'desc' },
    take,
  });
}
