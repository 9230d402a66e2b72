import { originOfHostId } from '@borgcube/borg/process/host-id';
import { breakLock, type LockHolder, readRepositoryLock } from '@borgcube/borg/repository/repository-lock';
import { allProcesses, type StoredProcess } from '@borgcube/core/job/record-process';
import { loadRepositoryTarget } from '@borgcube/core/repository/load-repository-target';
import { toBorgRepository } from '../hand/borg-target.ts';
import type { WorkerContext } from '../worker-context.ts';

/**
 * Takes away the lock that a job's processes left, all of which are proven gone. A lock that anybody else holds, or may
 * hold, stays: a person decides. Answers whether there was one to take away.
 */
export async function breakOwnLock(
  ctx: Pick<WorkerContext, 'core' | 'environment'>,
  { jobId, repositoryId }: { readonly jobId: number; readonly repositoryId: string },
): Promise<boolean> {
  const target = toBorgRepository(await loadRepositoryTarget(ctx.core, repositoryId));
  const holders = await readRepositoryLock(target);
  if (!holders || holders.length === 0) return false;
  const processes = await allProcesses(ctx.core, jobId);
  if (!holders.every((holder) => isOfEndedJob(holder, processes))) return false;
  await breakLock(ctx.environment, target);
  return true;
}

function isOfEndedJob(holder: LockHolder, processes: readonly StoredProcess[]): boolean {
  switch (originOfHostId(holder.hostId)) {
    // Machines that were made from one image may share their id: the boot must be one that this very job ran in.
    case 'earlier-boot':
      return processes.some((one) => holder.hostId.endsWith(hostIdEnd(one)));
    case 'foreign':
      return false;
    case 'this-namespace':
    case 'other-namespace':
      return processes.some((one) => one.pid === holder.pid && holder.hostId.endsWith(hostIdEnd(one)));
  }
}

function hostIdEnd({ bootId, pidNamespace }: StoredProcess): string {
  return `_${bootId}_${pidNamespace}`;
}
