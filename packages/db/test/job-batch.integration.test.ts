import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { expect, it } from 'vitest';
import { findJobsByKeys, insertJobs } from '../src/job-batch-store.ts';
import type { NewJob } from '../src/job-store.ts';
import { isUniqueViolation } from '../src/open-database.ts';
import { inTransaction } from '../src/transaction.ts';

const job = (uniqueKey: string, activeKey: string | null = null): NewJob => ({
  kind: 'backup',
  repositoryId: null,
  clientId: null,
  configId: null,
  configVersion: 1,
  config: { paths: ['/etc', "a'b"], limit: null },
  access: 'write',
  activeKey,
  uniqueKey,
  retryOf: null,
  attempt: 1,
  createdBy: 'schedule:x',
  createdAt: new Date('2026-11-22T12:00:00.123Z'),
});

describeDatabases('many jobs at once', (open) => {
  it('are what one by one would be, in the order given', async () => {
    const { db } = await open();
    const keys = Array.from({ length: 120 }, (_, index) => `key ${index}`);
    const rows = await inTransaction(db, (tx) =>
      insertJobs(
        tx,
        keys.map((key) => job(key, `active ${key}`)),
      ),
    );
    expect(rows.map((row) => row.uniqueKey)).toEqual(keys);
    const stored = await db.job.findMany({ orderBy: { id: 'asc' } });
    expect(stored).toEqual(rows);
  });

  it('are found by either key, and one that is there already is told', async () => {
    const { db } = await open();
    await inTransaction(db, (tx) => insertJobs(tx, [job('one'), job('two', 'backup:x')]));
    const found = await findJobsByKeys(db, { unique: ['one', 'none'], active: ['backup:x'] });
    expect(found.map(({ uniqueKey }) => uniqueKey).sort()).toEqual(['one', 'two']);
    expect(await findJobsByKeys(db, { unique: [], active: [] })).toEqual([]);
    const again = inTransaction(db, (tx) => insertJobs(tx, [job('three'), job('one')]));
    await expect(again).rejects.toSatisfy(isUniqueViolation);
    expect(await db.job.count()).toBe(2);
  });
});
