import type { Transaction } from './open-database.ts';

export interface ConfigName {
  readonly id: string;
  readonly hostname: string;
  readonly label: string;
}

const STEP = 1000;

/** Every enabled config by its names alone, in order of ids. */
export async function* walkConfigNames(db: Transaction): AsyncGenerator<ConfigName> {
  for (let after = ''; ; ) {
    const rows = await db.backupConfig.findMany({
      where: { id: { gt: after }, enabled: true },
      orderBy: { id: 'asc' },
      select: { id: true, label: true, client: { select: { hostname: true } } },
      take: STEP,
    });
    for (const { id, label, client } of rows) yield { id, label, hostname: client.hostname };
    if (rows.length < STEP) return;
    after = rows.at(-1)?.id ?? after;
  }
}

/** In order of host names and labels. */
export async function findConfigNames(db: Transaction, ids: readonly string[]): Promise<ConfigName[]> {
  const rows = await db.backupConfig.findMany({
    where: { id: { in: [...ids] } },
    orderBy: [{ client: { hostname: 'asc' } }, { label: 'asc' }],
    select: { id: true, label: true, client: { select: { hostname: true } } },
  });
  return rows.map(({ id, label, client }) => ({ id, label, hostname: client.hostname }));
}
