import { ProofStatement, type SealedProof } from './proof.ts';

/** What the first proof has in place of a digest before it. */
export const CHAIN_BEGINS = '0'.repeat(64);

export const DIGEST_WORDS =
  'SHA-256, in hexadecimal, of the UTF-8 text of a proof without its digest: JSON with the keys of each object sorted and no white space.';

/** The text that a digest is taken of: JSON with sorted keys and nothing between them. */
export function canonicalStatement(proof: ProofStatement): string {
  return canonical(ProofStatement.parse(proof));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

interface Link {
  readonly number: number;
  readonly digest: string;
}

/** Why a proof does not follow the one before it (null: it is the first), or is not what was sealed; null: it is sound. */
export function faultOf(
  proof: SealedProof,
  before: Link | null,
  digestOf: (text: string) => string,
): string | null {
  const expected = (before?.number ?? 0) + 1;
  if (proof.number !== expected)
    return `Proof ${expected} is missing: proof ${proof.number} comes in its place.`;
  if (proof.previousDigest !== (before?.digest ?? CHAIN_BEGINS)) {
    return `Proof ${proof.number} does not follow the one that stands before it.`;
  }
  if (proof.digest !== digestOf(canonicalStatement(proof))) {
    return `Proof ${proof.number} was changed after it was written.`;
  }
  return null;
}
