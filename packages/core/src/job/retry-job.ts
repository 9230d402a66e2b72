import type { JobRow } from '@borgcube/db/job-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { JobStarted } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { z } from 'zod';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from './create-job.ts';
import { getJobRow } from './find-job.ts';
import { type KnownJob, readFrozenJob } from './frozen-config.ts';

/**
 * A new job in place of one that has ended. It takes the config as it is now, so that what was mended counts; where the
 * config is gone, or the job had none, the copy that the old job froze.
 */
export async function retryJob(ctx: CoreContext, id: number): Promise<JobStarted> {
  requireRole(ctx, 'operator');
  return inTransaction(ctx.db, async (tx) => {
    const row = await getJobRow(tx, id);
    if (!isFinal(row.state)) {
      throw new DomainError('CONFLICT', 'state-conflict', `Job ${id} has not ended yet: it is ${row.state}.`);
    }
    const { kind, runnable } = requireReadable(ctx, row);
    const { configId, repositoryId } = row;
    const current = configId === null ? null : await kind.config.current?.({ configId, repositoryId, tx });
    if (!current) refuseWithoutRecords(row, runnable.config);
    return createJobIn(tx, ctx, {
      kind: row.kind,
      configId,
      ...(current?.activeKey === undefined ? {} : { activeKey: current.activeKey }),
      repositoryId: current?.repositoryId ?? repositoryId,
      clientId: current?.clientId ?? row.clientId,
      config: current?.config ?? runnable.config,
      retryOf: id,
    });
  });
}

const Named = z.object({ clientId: z.string().optional(), repositoryId: z.string().optional() });

/** The copy of a config that is gone still names its client and repository; the job's own row forgets those that are deleted. */
function refuseWithoutRecords(row: JobRow, config: unknown): void {
  if (row.configId === null) return; // what such a config names is its kind's own affair
  const { data: named } = Named.safeParse(config);
  const isGone = (noun: 'client' | 'repository') =>
    named?.[`${noun}Id`] !== undefined && row[`${noun}Id`] === null;
  const gone = isGone('client') ? 'client' : isGone('repository') ? 'repository' : null;
  if (gone === null) return;
  const message = `Job ${row.id} cannot be run again: its ${gone} was deleted.`;
  throw new DomainError('PRECONDITION_FAILED', 'record-deleted', message);
}

function requireReadable(ctx: CoreContext, row: JobRow): KnownJob {
  try {
    return readFrozenJob(ctx.kinds, row);
  } catch (cause) {
    const message = `Job ${row.id} cannot be run again: ${cause instanceof Error ? cause.message : cause}`;
    throw new DomainError('PRECONDITION_FAILED', 'job-unreadable', message, { cause });
  }
}
