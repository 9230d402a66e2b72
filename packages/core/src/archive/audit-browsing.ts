import type { StoredArchive } from '@borgcube/db/archive-store';
import { inTransaction } from '@borgcube/db/transaction';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';

const TOLD_AGAIN_MS = 3_600_000;
const REMEMBERED_MAX = 10_000;

const told = new WeakMap<CoreContext['db'], Map<string, number>>();

/** Who saw what is inside an archive, once an hour: each folder that they open would drown the rest of the log. */
export async function auditBrowsing(ctx: CoreContext, archive: StoredArchive): Promise<void> {
  await auditLooking(ctx, { what: `Browsed archive ${archive.name}`, noun: 'archive', recordId: archive.id });
}

interface Look {
  readonly what: string;
  readonly noun: 'archive' | 'client' | 'repository';
  /** Null: in all of them. */
  readonly recordId: string | null;
}

/** The same look by the same person is told again after an hour. */
export async function auditLooking(ctx: CoreContext, { what, noun, recordId }: Look): Promise<void> {
  const times = told.get(ctx.db) ?? new Map<string, number>();
  told.set(ctx.db, times);
  const key = `${ctx.actor.type}:${ctx.actor.id} ${what} ${recordId}`;
  const now = ctx.clock().getTime();
  const before = times.get(key);
  if (before !== undefined && now - before < TOLD_AGAIN_MS) return;
  if (times.size >= REMEMBERED_MAX) times.clear();
  times.set(key, now);
  await inTransaction(ctx.db, (tx) =>
    writeAudit(tx, ctx, { what, noun, ...(recordId === null ? {} : { recordId }) }),
  );
}
