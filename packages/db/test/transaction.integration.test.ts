import type { Database } from '@borgcube/db/open-database';
import { afterCommit, inTransaction } from '@borgcube/db/transaction';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { beforeAll, expect, test } from 'vitest';

describeDatabases('inTransaction', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = (await open()).db;
  });
  const set = (handle: Pick<Database, 'setting'>, key: string, value = '') =>
    handle.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
  const keys = async () => (await db.setting.findMany({ orderBy: { key: 'asc' } })).map((row) => row.key);

  test('an acknowledged write from outside survives the rollback of an open transaction', async () => {
    let outside: Promise<unknown> | undefined;
    const transaction = inTransaction(db, async (tx) => {
      await set(tx, 'inside');
      outside = set(db, 'outside').then((row) => row);
      await set(tx, 'inside-again');
      throw new Error('rolled back');
    });
    await expect(transaction).rejects.toThrow('rolled back');
    await outside;
    expect(await keys()).toEqual(['outside']);
  });

  test('callbacks run after the commit, in order, and not at all after a rollback', async () => {
    const seen: string[] = [];
    await inTransaction(db, async (tx) => {
      afterCommit(tx, () => void seen.push('first'));
      afterCommit(tx, () => void seen.push('second'));
      await set(tx, 'committed');
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual(['first', 'second']);
    const failing = inTransaction(db, async (tx) => {
      afterCommit(tx, () => void seen.push('never'));
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(seen).toEqual(['first', 'second']);
  });

  test('a callback that fails is reported and stops neither the others nor the caller', async () => {
    const errors: unknown[] = [];
    const seen: string[] = [];
    const work = inTransaction(
      db,
      async (tx) => {
        afterCommit(tx, () => {
          throw new Error('sync');
        });
        afterCommit(tx, async () => {
          throw new Error('async');
        });
        afterCommit(tx, () => void seen.push('still called'));
        return 'committed';
      },
      { onCallbackError: (error) => errors.push(error) },
    );
    expect(await work).toBe('committed');
    await expect.poll(() => errors.map(String)).toEqual(['Error: sync', 'Error: async']);
    expect(seen).toEqual(['still called']);
  });

  test('a transaction given instead of the database is joined', async () => {
    const outer = inTransaction(db, async (tx) => {
      await inTransaction(tx, (joined) => set(joined, 'joined'));
      throw new Error('rolled back');
    });
    await expect(outer).rejects.toThrow('rolled back');
    expect(await keys()).not.toContain('joined');
  });

  test('two transactions that lock the same rows in opposite order both commit', async () => {
    await set(db, 'a', '0');
    await set(db, 'b', '0');
    let attempts = 0;
    const meet = barrier(2);
    const add = async (first: string, second: string) =>
      inTransaction(db, async (tx) => {
        attempts += 1;
        await set(tx, first, `${attempts}`);
        await meet();
        await set(tx, second, `${attempts}`);
      });
    await Promise.all([add('a', 'b'), add('b', 'a')]);
    expect(attempts).toBeGreaterThanOrEqual(2);
  });

  test('a transaction that outlives its limit is rolled back and leaves the database usable', async () => {
    const slow = inTransaction(
      db,
      async (tx) => {
        await set(tx, 'slow');
        await new Promise((resolve) => setTimeout(resolve, 300));
        await set(tx, 'slow');
      },
      { timeoutMs: 100 },
    );
    await expect(slow).rejects.toThrow();
    await set(db, 'afterwards');
    expect(await keys()).not.toContain('slow');
  });
});

/** Resolves once so many callers wait, or none can come: on SQLite transactions run one after the other. */
function barrier(count: number): () => Promise<void> {
  let waiting = 0;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return async () => {
    waiting += 1;
    if (waiting === count) open();
    await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, 200))]);
  };
}
