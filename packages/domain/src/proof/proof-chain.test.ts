import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ProofStatement, SealedProof } from './proof.ts';
import { CHAIN_BEGINS, canonicalStatement, faultOf } from './proof-chain.ts';

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

function sealed(number: number, previousDigest: string, more: Partial<ProofStatement> = {}): SealedProof {
  const statement: ProofStatement = {
    id: `id-${number}`,
    number,
    jobId: 7,
    repositoryId: 'r',
    repositoryName: 'vault “one”',
    clientId: null,
    clientHostname: null,
    configId: null,
    configLabel: null,
    archiveId: 'a',
    archiveName: 'web01-00007',
    archiveTimestamp: '2026-11-22T02:30:00.000Z',
    scope: 'canary',
    files: 1,
    bytes: 2 ** 43,
    isProven: false,
    differences: { items: [{ path: 'etc/\u0001"\\', reason: 'gone' }], total: 1 },
    restoreDuration: 5,
    compareDuration: 6,
    startedAt: '2026-11-22T03:30:00.000Z',
    endedAt: '2026-11-22T03:30:01.000Z',
    previousDigest,
    ...more,
  };
  return { ...statement, digest: digestOf(canonicalStatement(statement)) };
}

const first = sealed(1, CHAIN_BEGINS);
const second = sealed(2, first.digest);

describe('the chain of proofs', () => {
  it('is whole as it was written', () => {
    expect(faultOf(first, null, digestOf)).toBeNull();
    expect(faultOf(second, first, digestOf)).toBeNull();
  });

  it.each<[string, SealedProof, SealedProof | null, RegExp]>([
    ['a changed figure', { ...second, files: 2 }, first, /^Proof 2 was changed/],
    ['a changed verdict', { ...second, isProven: true }, first, /^Proof 2 was changed/],
    ['a changed path', { ...second, differences: null }, first, /^Proof 2 was changed/],
    ['one that was left out', sealed(3, first.digest), first, /^Proof 2 is missing/],
    ['a first one that is none', second, null, /^Proof 1 is missing/],
    ['one that was put in place of another', sealed(2, CHAIN_BEGINS), first, /does not follow/],
    ['one written anew, with its digest', sealed(1, CHAIN_BEGINS, { files: 9 }), null, /^$/],
  ])('tells of %s', (_, proof, before, words) => {
    expect(faultOf(proof, before, digestOf) ?? '').toMatch(words);
  });

  it('tells that one was written anew by the next one', () => {
    expect(faultOf(second, sealed(1, CHAIN_BEGINS, { files: 9 }), digestOf)).toMatch(/does not follow/);
  });

  it('takes the digest of fields in the order of their names, without its own', () => {
    expect(canonicalStatement(second).slice(0, 60)).toBe(
      '{"archiveId":"a","archiveName":"web01-00007","archiveTimesta',
    );
    expect(canonicalStatement(second)).not.toContain(second.digest);
  });
});
