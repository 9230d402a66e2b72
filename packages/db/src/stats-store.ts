import type { Transaction } from './open-database.ts';

export interface ArchiveTally {
  readonly archives: number;
  readonly newest: Date | null;
}

/** By repository, from the index alone. */
export async function tallyArchives(db: Transaction): Promise<ReadonlyMap<string, ArchiveTally>> {
  const rows = await db.archive.groupBy({ by: ['repositoryId'], _count: true, _max: { timestamp: true } });
  return new Map(rows.map((row) => [row.repositoryId, { archives: row._count, newest: row._max.timestamp }]));
}

export function countClients(db: Transaction): Promise<number> {
  return db.client.count();
}
