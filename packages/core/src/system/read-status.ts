import { listRunningJobs } from '@borgcube/db/overview-store';
import { providerBehind } from '@borgcube/db/provider';
import { listWorkers } from '@borgcube/db/worker-store';
import type { SystemStatus } from '@borgcube/domain/overview/dashboard';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';

/** A worker that was not seen for so long may have lost its jobs (lease, domain rules of claims). */
export const WORKER_SILENT_MS = 75_000;
const SHOWN_FOR_MS = 7 * 86_400_000;

/** What only the machine itself can tell. */
export interface NodeFacts {
  readonly borgVersion: string | null;
  /** Of the file system of the data directory, in bytes. */
  readonly disk: SystemStatus['disk'];
}

export async function readStatus(ctx: CoreContext, version: string, node: NodeFacts): Promise<SystemStatus> {
  requireRole(ctx, 'viewer');
  const now = ctx.clock();
  const workers = await listWorkers(ctx.db, new Date(now.getTime() - SHOWN_FOR_MS));
  const { running, queued } = await listRunningJobs(ctx.db, 1);
  return {
    version,
    borgVersion: node.borgVersion,
    database: providerBehind(ctx.db),
    workers: workers.map((worker) => ({
      id: worker.id,
      name: worker.name,
      version: worker.version,
      startedAt: worker.startedAt.toISOString(),
      seenAt: worker.seenAt.toISOString(),
      alive: isAlive(worker, now),
      concurrency: worker.concurrency,
    })),
    queue: { running, queued },
    disk: node.disk,
  };
}

export function isAlive(
  worker: { readonly seenAt: Date; readonly stoppedAt: Date | null },
  now: Date,
): boolean {
  return worker.stoppedAt === null && now.getTime() - worker.seenAt.getTime() < WORKER_SILENT_MS;
}
