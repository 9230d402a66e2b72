import { findLastSettled, findRepositoryState, listFailedSince } from '@borgcube/db/alert-cause-store';
import { inTransaction } from '@borgcube/db/transaction';
import { toJobView } from '../job/job-view.ts';
import { assessJobIn, jobKeys } from './assess-job.ts';
import type { WalkContext } from './walk-context.ts';

const LOOK_BACK_MS = 2 * 86_400_000;
const READ_MAX = 500;

/** Work whose last run failed not long ago, should its end have gone unnoticed. */
export async function walkFailures(ctx: WalkContext): Promise<void> {
  const since = new Date(ctx.clock().getTime() - LOOK_BACK_MS);
  const seen = new Set<string>();
  for (const row of await listFailedSince(ctx.db, since, READ_MAX)) {
    const key = jobKeys(row)['job-failed'];
    if (seen.has(key)) continue;
    seen.add(key);
    await inTransaction(ctx.db, async (tx) => {
      const last = await findLastSettled(tx, row);
      if (last?.state !== 'failed') return;
      const { repositoryId } = last;
      const repository = repositoryId === null ? null : await findRepositoryState(tx, repositoryId);
      await assessJobIn(tx, ctx, toJobView(last), repository);
    });
  }
}
