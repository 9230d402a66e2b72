import { Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

/** Whose past runs tell how long a job will take: those of its config, else those of its kind on its repository. */
export interface DurationKey {
  readonly kind: string;
  readonly configId: string | null;
  readonly repositoryId: string | null;
}

const LAST = 3;
/** SQLite takes at most 500 branches in one statement. */
const BRANCHES = 200;

/** Milliseconds of the last good runs, by `durationKey`; those that never ran are missing. */
export async function findLastDurations(
  db: Transaction,
  keys: readonly DurationKey[],
): Promise<ReadonlyMap<string, number[]>> {
  const distinct = [...new Map(keys.map((key) => [durationKey(key), key])).entries()];
  const found = new Map<string, number[]>();
  for (let from = 0; from < distinct.length; from += BRANCHES) {
    for (const { key, start, end } of await readRuns(db, distinct.slice(from, from + BRANCHES))) {
      const ms = new Date(end).getTime() - new Date(start).getTime();
      found.set(key, [...(found.get(key) ?? []), ms]);
    }
  }
  return found;
}

export function durationKey({ kind, configId, repositoryId }: DurationKey): string {
  return configId === null ? `${kind} on ${repositoryId ?? ''}` : `${kind} of ${configId}`;
}

interface Run {
  readonly key: string;
  readonly start: Date | string;
  readonly end: Date | string;
}

async function readRuns(db: Transaction, keys: readonly [string, DurationKey][]): Promise<Run[]> {
  const branches = keys.map(
    ([key, { kind, configId, repositoryId }]) => Prisma.sql`SELECT * FROM (SELECT ${key} AS "key",
      j."timestampStart" AS "start", j."timestampEnd" AS "end" FROM "Job" j
      WHERE ${configId === null ? Prisma.sql`j."repositoryId" = ${repositoryId}` : Prisma.sql`j."configId" = ${configId}`}
        AND j."state" = 'done' AND j."kind" = ${kind}
        AND j."timestampStart" IS NOT NULL AND j."timestampEnd" IS NOT NULL
      ORDER BY j."id" DESC LIMIT ${LAST}) AS one`,
  );
  return db.$queryRaw<Run[]>`${Prisma.join(branches, ' UNION ALL ')}`;
}
