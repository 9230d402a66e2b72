import { createHash } from 'node:crypto';
import type { Transaction } from '@borgcube/db/open-database';
import { insertProof, lockChain, storeProven } from '@borgcube/db/proof-store';
import { newRecordId } from '@borgcube/db/record-id';
import { afterCommit } from '@borgcube/db/transaction';
import type { ProofStatement, SealedProof } from '@borgcube/domain/proof/proof';
import { CHAIN_BEGINS, canonicalStatement } from '@borgcube/domain/proof/proof-chain';
import type { CoreContext } from '../core-context.ts';

/** What a drill found out. */
export type DrillFinding = Omit<ProofStatement, 'id' | 'number' | 'previousDigest'>;

/** Writes a proof at the end of the ledger, as part of the transaction that settles its drill. */
export async function recordProofIn(
  tx: Transaction,
  ctx: Pick<CoreContext, 'clock' | 'bus'>,
  finding: DrillFinding,
): Promise<SealedProof> {
  const last = await lockChain(tx);
  const statement: ProofStatement = {
    ...finding,
    id: newRecordId(ctx.clock()),
    number: (last?.number ?? 0) + 1,
    previousDigest: last?.digest ?? CHAIN_BEGINS,
  };
  const proof = { ...statement, digest: sha256Of(canonicalStatement(statement)) };
  await insertProof(tx, proof);
  const { clientId, repositoryId, isProven, endedAt } = finding;
  if (isProven) await storeProven(tx, { clientId, repositoryId }, new Date(endedAt));
  afterCommit(tx, () => {
    ctx.bus.publish({ type: 'record', noun: 'proof', recordId: proof.id });
    ctx.bus.publish({ type: 'record', noun: 'repository', recordId: repositoryId });
    if (clientId !== null) ctx.bus.publish({ type: 'record', noun: 'client', recordId: clientId });
  });
  return proof;
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
