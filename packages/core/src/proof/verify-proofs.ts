import type { Transaction } from '@borgcube/db/open-database';
import { countWritten, walkProofs } from '@borgcube/db/proof-store';
import type { ChainHead, ChainVerdict, ProofVerifyInput } from '@borgcube/domain/proof/proof';
import { faultOf } from '@borgcube/domain/proof/proof-chain';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { sha256Of } from './record-proof.ts';

const PAGE = 500;

export async function verifyProofs(ctx: CoreContext, { known }: ProofVerifyInput): Promise<ChainVerdict> {
  requireRole(ctx, 'viewer');
  return verifyChain(ctx.db, known);
}

/** Goes through the whole ledger, from the first proof on. `known`: a head that was exported once. */
export async function verifyChain(db: Transaction, known?: ChainHead): Promise<ChainVerdict> {
  let head: ChainHead | null = null;
  const end = (sentence: string | null): ChainVerdict => ({
    isWhole: sentence === null,
    proofs: head?.number ?? 0,
    head,
    fault: sentence === null ? null : { number: (head?.number ?? 0) + 1, sentence },
  });
  for (;;) {
    const after: number = head?.number ?? 0;
    const page = await walkProofs(db, {}, { after, take: PAGE });
    for (const proof of page) {
      const fault = faultOf(proof, head, sha256Of) ?? faultOfKnown(proof, known);
      if (fault !== null) return end(fault);
      head = { number: proof.number, digest: proof.digest };
    }
    if (page.length < PAGE) break;
  }
  const last = head?.number ?? 0;
  const written = Math.max(await countWritten(db), known?.number ?? 0);
  if (written > last) return end(`Proof ${last + 1} is missing: ${written} were written.`);
  return end(null);
}

function faultOfKnown({ number, digest }: ChainHead, known: ChainHead | undefined): string | null {
  if (number !== known?.number || digest === known.digest) return null;
  return `Proof ${number} is not the one that was exported: the ledger was written anew.`;
}
