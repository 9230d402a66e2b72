import type { Transaction } from '@borgcube/db/open-database';
import { getRepository, storeFigures } from '@borgcube/db/repository-store';
import type { CoreContext } from '../core-context.ts';
import { type DrillFinding, recordProofIn } from './record-proof.ts';

/** What a drill found, as part of the transaction that settles it. Damage that it met stops prune until a check finds none. */
export async function settleDrillIn(
  tx: Transaction,
  ctx: Pick<CoreContext, 'clock' | 'bus'>,
  { finding, isDamaged }: { readonly finding: DrillFinding; readonly isDamaged: boolean },
): Promise<void> {
  const { repositoryId, jobId } = finding;
  await recordProofIn(tx, ctx, finding);
  if (!isDamaged) return;
  const { damagedJobId } = await getRepository(tx, repositoryId);
  if (damagedJobId === null) await storeFigures(tx, repositoryId, { damagedJobId: jobId });
}
