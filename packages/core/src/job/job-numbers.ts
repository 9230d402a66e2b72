import { listArchiveNames, raiseJobNumbers } from '@borgcube/db/job-number-store';
import type { Transaction } from '@borgcube/db/open-database';
import { findSetting, putSetting } from '@borgcube/db/setting-store';
import { inTransaction } from '@borgcube/db/transaction';
import { jobIdOfArchiveName } from '@borgcube/domain/archive/archive-name';
import type { CoreContext } from '../core-context.ts';

const HIGHEST = 'highest job number in an archive name';
const PAGE = 5000;
/** Whoever writes into a repository chooses names there; none of them may use up the numbers that a database has. */
const BELIEVED_BELOW = 1_000_000_000;

/** The greatest job number in names of ours; 0 without any. */
export function highestJobNumber(names: Iterable<string>): number {
  let highest = 0;
  for (const name of names) {
    const number = jobIdOfArchiveName(name) ?? 0;
    if (number < BELIEVED_BELOW && number > highest) highest = number;
  }
  return highest;
}

/** New jobs are numbered above all that these archives were named after, for a restored database knows less than they. */
export async function keepJobNumbersAbove(tx: Transaction, names: Iterable<string>): Promise<void> {
  const highest = highestJobNumber(names);
  const known = Number((await findSetting(tx, HIGHEST)) ?? 0);
  if (highest <= known) return;
  await putSetting(tx, HIGHEST, String(highest));
  await raiseJobNumbers(tx, highest);
}

/** At the start of a server; the archives on record are looked through only the first time. */
export async function restoreJobNumbers({ db }: Pick<CoreContext, 'db'>): Promise<void> {
  const known = await findSetting(db, HIGHEST);
  const highest = known === null ? await findHighest(db) : Number(known);
  await inTransaction(db, async (tx) => {
    if (known === null) await putSetting(tx, HIGHEST, String(highest));
    if (highest > 0) await raiseJobNumbers(tx, highest);
  });
}

async function findHighest(db: CoreContext['db']): Promise<number> {
  let highest = 0;
  for (let after = ''; ; ) {
    const rows = await listArchiveNames(db, { after, take: PAGE });
    highest = Math.max(highest, highestJobNumber(rows.map(({ name }) => name)));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return highest;
    after = last.id;
  }
}
