import type { JobProcess } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

export type JobProcessRow = JobProcess;

export async function insertJobProcess(
  db: Transaction,
  process: Omit<JobProcessRow, 'endedAt'>,
): Promise<void> {
  await db.jobProcess.create({ data: process });
}

export async function endJobProcess(db: Transaction, id: string, at: Date): Promise<void> {
  await db.jobProcess.updateMany({ where: { id, endedAt: null }, data: { endedAt: at } });
}

/** Processes of a job that nobody has seen ending. */
export async function listOpenProcesses(db: Transaction, jobId: number): Promise<JobProcessRow[]> {
  return db.jobProcess.findMany({ where: { jobId, endedAt: null }, orderBy: { createdAt: 'asc' } });
}

/** Every process that the job started, ended or not: what its lock may name. */
export async function listJobProcesses(db: Transaction, jobId: number): Promise<JobProcessRow[]> {
  return db.jobProcess.findMany({ where: { jobId }, orderBy: { createdAt: 'asc' } });
}

/** What is recorded of one boot and PID namespace: the rows of this number, else one that shows that jobs ran there. */
export async function findProcessesOfHost(
  db: Transaction,
  { pid, ...host }: { readonly bootId: string; readonly pidNamespace: string; readonly pid: number },
): Promise<JobProcessRow[]> {
  const same = await db.jobProcess.findMany({
    where: { ...host, pid },
    take: 10,
    orderBy: { createdAt: 'desc' },
  });
  return same.length > 0 ? same : db.jobProcess.findMany({ where: host, take: 1 });
}
