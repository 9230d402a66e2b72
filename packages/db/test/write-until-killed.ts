// Child of kill.integration.test.ts: writes settings, some of them in transactions, and names each on stdout once it is acknowledged.
import { openDatabase } from '../src/open-database.ts';
import { inTransaction } from '../src/transaction.ts';

const [url = '', round = ''] = process.argv.slice(2);
const db = openDatabase(url);

async function writer(name: string): Promise<never> {
  for (let n = 0; ; n += 1) {
    const key = `${round}-${name}-${n}`;
    if (n % 5 === 0) {
      await inTransaction(db, async (tx) => {
        await tx.setting.create({ data: { key, value: '' } });
        await tx.setting.create({ data: { key: `${key}-twin`, value: '' } });
      });
    } else {
      await db.setting.create({ data: { key, value: '' } });
    }
    process.stdout.write(`${key}\n`);
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map(writer));
