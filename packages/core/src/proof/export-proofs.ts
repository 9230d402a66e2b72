import { findLastProof, walkProofs } from '@borgcube/db/proof-store';
import { PROOFS_EXPORTED_MAX, type ProofExport, type ProofExportInput } from '@borgcube/domain/proof/proof';
import { DIGEST_WORDS } from '@borgcube/domain/proof/proof-chain';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';

/** The ledger to be kept elsewhere, with the paths that differed: whoever has it can check it without this server. */
export async function exportProofs(
  ctx: CoreContext,
  { after, ...filter }: ProofExportInput,
): Promise<ProofExport> {
  requireRole(ctx, 'operator');
  const found = await walkProofs(ctx.db, filter, { after, take: PROOFS_EXPORTED_MAX + 1 });
  const proofs = found.slice(0, PROOFS_EXPORTED_MAX);
  const last = await findLastProof(ctx.db);
  return {
    format: 'borgcube-proofs-1',
    exportedAt: ctx.clock().toISOString(),
    digestOf: DIGEST_WORDS,
    proofs,
    head: last && { number: last.number, digest: last.digest },
    next: found.length > proofs.length ? (proofs.at(-1)?.number ?? null) : null,
  };
}
