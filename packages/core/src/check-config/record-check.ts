import { findJob } from '@borgcube/db/job-store';
import { findMirroredArchives, storeChecked } from '@borgcube/db/mirrored-archive-store';
import type { Transaction } from '@borgcube/db/open-database';
import { getRepository, storeFigures } from '@borgcube/db/repository-store';
import { afterCommit } from '@borgcube/db/transaction';
import { CheckConfigData, coversScope, WHOLE_SCOPE } from '@borgcube/domain/check-config/check-config';
import type { CoreContext } from '../core-context.ts';

export interface FinishedCheck {
  readonly repositoryId: string;
  readonly jobId: number;
  readonly scope: CheckConfigData;
  readonly isSound: boolean;
  /** Names of archives that were gone through without a fault. */
  readonly soundNames: readonly string[];
}

/** What a check found, as part of the transaction that settles it. A sound one clears a fault that it would have found. */
export async function recordCheckIn(
  tx: Transaction,
  ctx: Pick<CoreContext, 'clock' | 'bus'>,
  { repositoryId, jobId, scope, isSound, soundNames }: FinishedCheck,
): Promise<void> {
  const now = ctx.clock();
  const { damagedJobId } = await getRepository(tx, repositoryId);
  const isCleared = isSound && (damagedJobId === null || (await coversFault(tx, scope, damagedJobId)));
  await storeFigures(tx, repositoryId, {
    lastCheck: now,
    ...(isSound ? {} : { damagedJobId: jobId }),
    ...(isCleared ? { damagedJobId: null } : {}),
  });
  if (soundNames.length > 0) {
    const sound = new Set(soundNames);
    const rows = await findMirroredArchives(tx, repositoryId);
    const ids = rows.filter((row) => row.vanishedAt === null && sound.has(row.name)).map(({ id }) => id);
    await storeChecked(tx, ids, now);
  }
  afterCommit(tx, () => ctx.bus.publish({ type: 'record', noun: 'repository', recordId: repositoryId }));
}

/** A fault whose job is forgotten by now takes a check of everything. */
async function coversFault(tx: Transaction, scope: CheckConfigData, damagedJobId: number): Promise<boolean> {
  const job = await findJob(tx, damagedJobId);
  const faulty = CheckConfigData.safeParse(job?.config);
  return coversScope(scope, faulty.success ? faulty.data : WHOLE_SCOPE);
}

/** Fingerprints of archives that a check found sound before. */
export async function soundFingerprints(
  ctx: Pick<CoreContext, 'db'>,
  repositoryId: string,
): Promise<ReadonlySet<string>> {
  const rows = await findMirroredArchives(ctx.db, repositoryId);
  return new Set(rows.flatMap((row) => (row.checkedAt === null ? [] : row.fingerprint)));
}
