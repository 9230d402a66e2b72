import type { Transaction } from './open-database.ts';
import { providerBehind } from './provider.ts';

/** The next job gets a greater number than this one; numbers never go back. */
export async function raiseJobNumbers(tx: Transaction, above: number): Promise<void> {
  if (providerBehind(tx) === 'sqlite') {
    await tx.$executeRaw`UPDATE sqlite_sequence SET seq = ${above} WHERE name = 'Job' AND seq < ${above}`;
    await tx.$executeRaw`
      INSERT INTO sqlite_sequence (name, seq)
      SELECT 'Job', ${above} WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'Job')`;
    return;
  }
  await tx.$executeRaw`
    SELECT setval('"Job_id_seq"', ${above}::bigint)
    FROM "Job_id_seq" WHERE last_value < ${above}::bigint`;
}

/** Names of all archives, some at a time, in the order of their ids. */
export async function listArchiveNames(
  db: Transaction,
  page: { readonly after: string; readonly take: number },
): Promise<Array<{ readonly id: string; readonly name: string }>> {
  return db.archive.findMany({
    where: { id: { gt: page.after } },
    orderBy: { id: 'asc' },
    take: page.take,
    select: { id: true, name: true },
  });
}
