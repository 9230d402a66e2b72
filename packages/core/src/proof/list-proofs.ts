import { findProof, listProofs as listStored } from '@borgcube/db/proof-store';
import { roleIncludes } from '@borgcube/domain/actor/actor';
import { invalidFields, notFound } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import type { Proof, ProofList, SealedProof } from '@borgcube/domain/proof/proof';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';

/** Restore drills, newest first, whether they proved something or not. */
export async function listProofs(
  ctx: CoreContext,
  { limit, cursor, ...filter }: ProofList,
): Promise<Page<Proof>> {
  requireRole(ctx, 'viewer');
  const before = numberOf(cursor);
  const proofs = await listStored(ctx.db, filter, { before, take: limit + 1 });
  const items = proofs.slice(0, limit).map((proof) => shownTo(ctx, toProofView(proof)));
  const last = items.at(-1);
  return { items, nextCursor: proofs.length > limit && last ? String(last.number) : null };
}

export async function getProof(ctx: CoreContext, id: string): Promise<Proof> {
  requireRole(ctx, 'viewer');
  const proof = await findProof(ctx.db, id);
  if (!proof) throw notFound('proof', id);
  return shownTo(ctx, toProofView(proof));
}

/** What differed is named to those who may look into archives; how much it was, to all. */
function shownTo({ actor }: Pick<CoreContext, 'actor'>, proof: Proof): Proof {
  if (proof.differences === null || roleIncludes(actor.role, 'operator')) return proof;
  return { ...proof, differences: { ...proof.differences, items: [] } };
}

export function toProofView(proof: SealedProof): Proof {
  const { bytes, restoreDuration } = proof;
  return {
    ...proof,
    restoreRate: bytes > 0 && restoreDuration > 0 ? (bytes * 1000) / restoreDuration : null,
  };
}

function numberOf(cursor: string | null | undefined): number {
  if (!cursor) return Number.MAX_SAFE_INTEGER;
  if (/^\d{1,10}$/.test(cursor)) return Number(cursor);
  throw invalidFields({ cursor: ['This cursor does not come from this list.'] });
}
