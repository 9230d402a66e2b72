import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { expect, it } from 'vitest';
import { FILE_LINES_MAX, JobLogWriter, OTHER_LINES_MAX } from '../src/log/job-log-writer.ts';
import { WORKER_TIMES } from '../src/start-worker.ts';
import { openWorkerHouse } from './worker-house.ts';

describeDatabases('the log of a job', (open) => {
  it('keeps every line in order, but of files at most 20,000 and then their number', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'borgcube-log-'));
    const { db } = await open();
    const house = openWorkerHouse({ db, folder });
    const { id } = await db.job.create({ data: { kind: 'backup', createdBy: 'test' } });
    const { core, environment, reports } = house;
    const worker = { workerId: 'w', incarnation: 'x' };
    const parts = { core, environment, worker, now: () => 0, held: new Set<number>() };
    const ctx = { ...parts, times: WORKER_TIMES, report: (message: string) => reports.push(message) };
    const log = new JobLogWriter(ctx, id);
    log.write('info', 'before');
    for (let n = 0; n < FILE_LINES_MAX + 7; n += 1) log.write('file', `A file ${n}`);
    for (let n = 0; n < OTHER_LINES_MAX + 5; n += 1) log.write('info', 'a command that prints without end');
    log.write('error', 'after \0 it');
    await log.close();
    await log.close();
    const rows = await db.jobLogLine.findMany({ where: { jobId: id }, orderBy: { seq: 'asc' } });
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.filter(({ level }) => level === 'file')).toHaveLength(FILE_LINES_MAX);
    expect(rows.filter(({ level }) => level === 'info')).toHaveLength(OTHER_LINES_MAX + 2);
    expect(rows.slice(-3).map(({ message }) => message)).toEqual([
      'after \\0 it',
      '7 more lines about files are not stored.',
      '6 more lines are not stored.',
    ]);
    const again = new JobLogWriter(ctx, id);
    again.write('info', 'the job was begun a second time');
    await again.close();
    expect(await db.jobLogLine.count({ where: { jobId: id } })).toBe(rows.length + 1);
    expect(reports).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
