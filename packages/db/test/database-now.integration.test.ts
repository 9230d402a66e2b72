import { databaseNow } from '@borgcube/db/database-now';
import { inTransaction } from '@borgcube/db/transaction';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { expect, test } from 'vitest';

describeDatabases('databaseNow', (open) => {
  test('tells the present time and moves on inside a transaction', async () => {
    const { db } = await open();
    const before = Date.now();
    const [first, second] = await inTransaction(db, async (tx) => {
      const early = await databaseNow(tx);
      await expect.poll(() => databaseNow(tx)).not.toEqual(early);
      return [early, await databaseNow(tx)];
    });
    const after = (await databaseNow(db)).getTime();
    const instants = [before, Number(first), Number(second), after, Date.now()];
    expect(instants.toSorted((a, b) => a - b)).toEqual(instants);
  });
});
