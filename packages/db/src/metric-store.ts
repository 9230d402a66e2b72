import { toNumber } from './figure.ts';
import type { Transaction } from './open-database.ts';

/** What is labelled with a record's name is read for at most so many records. */
const RECORDS_MAX = 5000;

export interface ClientFigures {
  readonly hostname: string;
  readonly objectiveMs: number;
  readonly newestGoodArchiveAt: Date | null;
  readonly provenAt: Date | null;
  /** State of its last backup that ended; null: none did. */
  readonly lastOutcome: string | null;
}

/**
 * One seek for each client: its last backup stands at the end of an index. A column with '' behind it is no reason for
 * SQLite to take another index.
 */
export async function listClientFigures(db: Transaction): Promise<ClientFigures[]> {
  const clients = await db.client.findMany({
    select: { id: true, hostname: true, objective: true, newestGoodArchiveAt: true, provenAt: true },
    orderBy: { id: 'asc' },
    take: RECORDS_MAX,
  });
  const rows = await db.$queryRawUnsafe<{ id: string; outcome: string | null }[]>(
    `SELECT c."id" AS "id", (SELECT j."state" FROM "Job" j WHERE j."clientId" = c."id" AND j."kind" || '' = 'backup'
      AND j."state" || '' IN ('done', 'failed', 'cancelled') ORDER BY j."id" DESC LIMIT 1) AS "outcome"
      FROM (SELECT "id" FROM "Client" ORDER BY "id" LIMIT ${RECORDS_MAX}) c`,
  );
  const outcomes = new Map(rows.map(({ id, outcome }) => [id, outcome]));
  return clients.map((client) => ({
    hostname: client.hostname,
    objectiveMs: Number(client.objective),
    newestGoodArchiveAt: client.newestGoodArchiveAt,
    provenAt: client.provenAt,
    lastOutcome: outcomes.get(client.id) ?? null,
  }));
}

export async function listRepositoryFigures(db: Transaction) {
  const rows = await db.repository.findMany({
    select: {
      name: true,
      originalSize: true,
      compressedSize: true,
      deduplicatedSize: true,
      freeSpace: true,
      lastCheck: true,
      lastCompact: true,
      provenAt: true,
      damagedJobId: true,
      tamperedAt: true,
    },
    orderBy: { id: 'asc' },
    take: RECORDS_MAX,
  });
  return rows.map(({ originalSize, compressedSize, deduplicatedSize, freeSpace, ...row }) => ({
    ...row,
    sizes: {
      original: toNumber(originalSize),
      compressed: toNumber(compressedSize),
      deduplicated: toNumber(deduplicatedSize),
    },
    freeSpace: toNumber(freeSpace),
  }));
}

/** Jobs that ended since then, by kind and final state. */
export async function countEndedJobs(db: Transaction, since: Date) {
  // The limit keeps SQLite from grouping along an index over all jobs.
  const rows = await db.$queryRaw<{ kind: string; state: string; count: bigint | number }[]>`
    SELECT "kind", "state", COUNT(*) AS "count"
    FROM (SELECT "kind", "state" FROM "Job" WHERE "timestampEnd" >= ${since} LIMIT 1000000) AS "ended"
    GROUP BY "kind", "state"`;
  return rows.map(({ kind, state, count }) => ({ kind, state, count: Number(count) }));
}

/** The earliest instant that is due and has not become jobs yet; null: none has come. */
export async function findOldestDue(db: Transaction, now: Date): Promise<Date | null> {
  const schedule = await db.schedule.findFirst({
    where: { recurrenceEnabled: true, nextAt: { lte: now } },
    orderBy: { nextAt: 'asc' },
    select: { nextAt: true },
  });
  const occurrence = await db.occurrence.findFirst({
    where: { state: 'due', instant: { lte: now } },
    orderBy: { instant: 'asc' },
    select: { instant: true },
  });
  const instants = [schedule?.nextAt, occurrence?.instant].filter((at) => at !== null && at !== undefined);
  return instants.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

export async function countOpenAlerts(db: Transaction): Promise<number> {
  return db.alert.count({ where: { closedAt: null } });
}

/** Messages that still have to go out. */
export async function countWaitingMessages(db: Transaction): Promise<number> {
  return db.outboxMessage.count({ where: { dueAt: { not: null } } });
}

/** Over an index; the answer is to be kept for a while where there are very many. */
export async function countAllArchives(db: Transaction): Promise<number> {
  return db.archive.count();
}

/** Null: nothing was measured. */
export async function sumDeduplicatedSize(db: Transaction): Promise<number | null> {
  const { _sum } = await db.repository.aggregate({ _sum: { deduplicatedSize: true } });
  return _sum.deduplicatedSize === null ? null : Number(_sum.deduplicatedSize);
}
