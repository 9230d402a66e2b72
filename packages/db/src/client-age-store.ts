import type { Transaction } from './open-database.ts';

/** What decides when a client is stale. */
export interface ClientAge {
  readonly id: string;
  readonly hostname: string;
  /** Milliseconds. */
  readonly objective: number;
  readonly newestGoodArchiveAt: Date | null;
  /** When the first of its enabled configs was made; null: nothing of it is to be backed up. */
  readonly firstConfigAt: Date | null;
  /** As stored. */
  readonly staleAt: Date | null;
  /** Where its enabled configs go. */
  readonly repositoryIds: readonly string[];
}

const AGE = {
  id: true,
  hostname: true,
  objective: true,
  newestGoodArchiveAt: true,
  staleAt: true,
  configs: {
    where: { enabled: true },
    orderBy: { createdAt: 'asc' },
    select: { createdAt: true, repositoryId: true },
  },
} as const;

export async function findClientAge(db: Transaction, id: string): Promise<ClientAge | null> {
  const row = await db.client.findUnique({ where: { id }, select: AGE });
  return row && toAge(row);
}

/** Behind an id, in the order of ids: for walking over all of them. */
export async function walkClientAges(db: Transaction, after: string, take: number): Promise<ClientAge[]> {
  const rows = await db.client.findMany({
    where: { id: { gt: after } },
    orderBy: { id: 'asc' },
    select: AGE,
    take,
  });
  return rows.map(toAge);
}

/** Behind the last that was looked at, in the order in which they went stale. */
export interface StalePosition {
  readonly id: string;
  readonly staleAt: Date;
}

/** Clients that went stale behind a position (null: ever), up to a time, the first first. */
export async function listGoneStale(
  db: Transaction,
  after: StalePosition | null,
  { until, take }: { readonly until: Date; readonly take: number },
): Promise<StalePosition[]> {
  const behind = after && [
    { staleAt: { gt: after.staleAt } },
    { staleAt: after.staleAt, id: { gt: after.id } },
  ];
  const rows = await db.client.findMany({
    where: {
      staleAt: { lte: until, ...(after ? { gte: after.staleAt } : {}) },
      ...(behind ? { OR: behind } : {}),
    },
    orderBy: [{ staleAt: 'asc' }, { id: 'asc' }],
    select: { id: true, staleAt: true },
    take,
  });
  return rows.flatMap(({ id, staleAt }) => (staleAt ? [{ id, staleAt }] : []));
}

/** When the next client goes stale, should nothing happen until then. */
export async function nextStaleAt(db: Transaction, after: Date): Promise<Date | null> {
  const row = await db.client.findFirst({
    where: { staleAt: { gt: after } },
    orderBy: { staleAt: 'asc' },
    select: { staleAt: true },
  });
  return row?.staleAt ?? null;
}

/** No edit: `updatedAt` stays. */
export async function storeStaleAt(tx: Transaction, id: string, staleAt: Date | null): Promise<void> {
  await tx.client.updateMany({ where: { id }, data: { staleAt } });
}

interface Row {
  readonly id: string;
  readonly hostname: string;
  readonly objective: bigint;
  readonly newestGoodArchiveAt: Date | null;
  readonly staleAt: Date | null;
  readonly configs: ReadonlyArray<{ readonly createdAt: Date; readonly repositoryId: string }>;
}

function toAge({ objective, configs, ...row }: Row): ClientAge {
  return {
    ...row,
    objective: Number(objective),
    firstConfigAt: configs[0]?.createdAt ?? null,
    repositoryIds: [...new Set(configs.map((config) => config.repositoryId))],
  };
}
