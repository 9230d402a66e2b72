import { inTransaction } from '@borgcube/db/transaction';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { expect, test } from 'vitest';

/** More values than one statement may carry. */
const ROWS = 7000;

describeDatabases('a transaction', (open) => {
  test('sends one statement at a time, of a call that needs several too', async () => {
    const { db } = await open();
    const warnings: string[] = [];
    const listen = (warning: Error) => void warnings.push(warning.message);
    process.on('warning', listen);
    const { id: jobId } = await db.job.create({ data: { kind: 'backup', createdBy: 'test' } });
    const lines = Array.from({ length: ROWS }, (_, seq) => ({
      jobId,
      seq,
      time: new Date(),
      level: 'info',
      message: 'line',
    }));
    await inTransaction(db, async (tx) => {
      await tx.jobLogLine.createMany({ data: lines });
      await tx.job.findMany({
        include: { transitions: true, processes: true, repository: true, client: true },
      });
    });
    // Warnings are told in a turn of their own.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    expect(warnings).toEqual([]);
    expect(await db.jobLogLine.count()).toBe(ROWS);
  });
});
