import type { Database, Transaction } from '@borgcube/db/open-database';
import { inSavepoint, SavepointTimeoutError } from '@borgcube/db/savepoint';
import { afterCommit, inTransaction } from '@borgcube/db/transaction';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { beforeAll, beforeEach, expect, test } from 'vitest';

describeDatabases('inSavepoint', (open, provider) => {
  let db: Database;
  beforeAll(async () => {
    db = (await open()).db;
  });
  beforeEach(() => db.setting.deleteMany());
  const add = (tx: Transaction, key: string) => tx.setting.create({ data: { key, value: '' } });
  const keys = async () => (await db.setting.findMany({ orderBy: { key: 'asc' } })).map((row) => row.key);

  test('keeps the writes of work that succeeds, nested too', async () => {
    const result = await inTransaction(db, async (tx) => {
      await add(tx, 'a');
      return inSavepoint(tx, async (inner) => {
        await add(inner, 'b');
        await inSavepoint(inner, (innermost) => add(innermost, 'c'));
        return 'answer';
      });
    });
    expect(result).toBe('answer');
    expect(await keys()).toEqual(['a', 'b', 'c']);
  });

  test('a failing statement costs its savepoint and nothing else', async () => {
    const errors: unknown[] = [];
    await inTransaction(db, async (tx) => {
      await add(tx, 'before');
      for (const broken of [
        (inner: Transaction) => inner.$executeRawUnsafe('SELECT nonsense FROM nowhere'),
        (inner: Transaction) => add(inner, 'before'),
        () => Promise.reject(new Error('no database at all')),
      ]) {
        await inSavepoint(tx, async (inner) => {
          await add(inner, 'inside');
          await broken(inner);
        }).catch((error: unknown) => errors.push(error));
      }
      await add(tx, 'after');
    });
    expect(errors).toHaveLength(3);
    expect(await keys()).toEqual(['after', 'before']);
  });

  test('an inner failure leaves the outer savepoint whole', async () => {
    await inTransaction(db, (tx) =>
      inSavepoint(tx, async (outer) => {
        await add(outer, 'outer');
        await inSavepoint(outer, async (inner) => {
          await add(inner, 'inner');
          throw new Error('inner fails');
        }).catch(() => {});
        await add(outer, 'outer-again');
      }),
    );
    expect(await keys()).toEqual(['outer', 'outer-again']);
  });

  test('callbacks said in a savepoint that fails are forgotten, those around it are kept', async () => {
    const seen: string[] = [];
    await inTransaction(db, async (tx) => {
      afterCommit(tx, () => void seen.push('before'));
      await inSavepoint(tx, async (inner) => {
        afterCommit(inner, () => void seen.push('dropped'));
        throw new Error('fails');
      }).catch(() => {});
      await inSavepoint(tx, async (inner) => afterCommit(inner, () => void seen.push('kept')));
    });
    expect(seen).toEqual(['before', 'kept']);
  });

  test('work that takes too long is rolled back, and what it does later is refused', async () => {
    let wake = () => {};
    const sleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let late: Promise<unknown> = Promise.resolve();
    await inTransaction(db, async (tx) => {
      const slow = inSavepoint(
        tx,
        async (inner) => {
          await add(inner, 'early');
          late = sleep.then(() => add(inner, 'late'));
          late.catch(() => {});
          await late;
        },
        { timeoutMs: 100 },
      );
      await expect(slow).rejects.toThrow(SavepointTimeoutError);
      wake();
      await expect(late).rejects.toThrow('the savepoint of this handle has ended');
      await add(tx, 'after');
    });
    expect(await keys()).toEqual(['after']);
  });

  test('statements that nobody waited for are part of the savepoint', async () => {
    await inTransaction(db, async (tx) => {
      await inSavepoint(tx, async (inner) => {
        // Several statements each, so that some are still to come when the savepoint ends.
        const connection = { create: { remote: 'root@host' } };
        const data = { id: `stray-${provider}`, hostname: `stray-${provider}`, objective: 0n, connection };
        inner.client.create({ data, include: { connection: true } }).catch(() => {});
        add(inner, 'not-awaited').catch(() => {});
        throw new Error('fails at once');
      }).catch(() => {});
      await add(tx, 'after');
    });
    expect(await keys()).toEqual(['after']);
    expect(await db.client.count({ where: { id: `stray-${provider}` } })).toBe(0);
    expect(await db.connection.count()).toBe(0);
  });

  if (provider === 'postgresql') {
    test('a slow statement is stopped; later ones may take their time', async () => {
      await inTransaction(db, async (tx) => {
        const slow = inSavepoint(tx, (inner) => inner.$executeRawUnsafe('SELECT pg_sleep(10)'), {
          timeoutMs: 100,
        });
        await expect(slow).rejects.toThrow();
        await inSavepoint(tx, (inner) => add(inner, 'quick'), { timeoutMs: 5000 });
        await tx.$executeRawUnsafe('SELECT pg_sleep(0.2)');
      });
      expect(await keys()).toEqual(['quick']);
    });
  }

  test('relations of a query can still be followed', async () => {
    await db.client.create({ data: { id: 'c1', hostname: `host-${provider}`, objective: 0n } });
    const archives = await inTransaction(db, (tx) =>
      inSavepoint(tx, (inner) => inner.client.findUniqueOrThrow({ where: { id: 'c1' } }).archives()),
    );
    expect(archives).toEqual([]);
  });
});
