import type { Proof } from '@borgcube/domain/proof/proof';

export const LEDGER_PATH = '/verification/proofs';
export const DRILL_PATH = '/verification/drill';

export function proofPath(proof: Pick<Proof, 'id'>): string {
  return `${LEDGER_PATH}/${proof.id}`;
}
