import { DrillScope, type ProofDifferences, type SealedProof } from '@borgcube/domain/proof/proof';
import { toNumber } from './figure.ts';
import type { Prisma, Proof as Row } from './generated/sqlite/client.ts';
import { toJson } from './job-store.ts';
import type { Transaction } from './open-database.ts';
import { findSetting, putSetting } from './setting-store.ts';

const CHAIN = 'proofs written';
const CHAIN_LOCK = 'proofs being written';
/** The greatest number that the column holds. */
const NUMBER_MAX = 2 ** 31 - 1;

/**
 * The last proof. Until this transaction ends, others that ask for it wait: each number is given once. How many were
 * written is kept apart from them, so that a ledger whose last pages are gone is no whole one.
 */
export async function lockChain(tx: Transaction): Promise<SealedProof | null> {
  await putSetting(tx, CHAIN_LOCK, '');
  return findLastProof(tx);
}

export async function findLastProof(db: Transaction): Promise<SealedProof | null> {
  const row = await db.proof.findFirst({ orderBy: { number: 'desc' } });
  return row && toProof(row);
}

/** How many were ever written. */
export async function countWritten(db: Transaction): Promise<number> {
  return Number((await findSetting(db, CHAIN)) ?? 0);
}

export async function insertProof(tx: Transaction, proof: SealedProof): Promise<void> {
  await tx.proof.create({
    data: {
      ...proof,
      differences: toJson(proof.differences),
      archiveTimestamp: new Date(proof.archiveTimestamp),
      startedAt: new Date(proof.startedAt),
      endedAt: new Date(proof.endedAt),
      createdAt: new Date(proof.endedAt),
    },
  });
  await putSetting(tx, CHAIN, String(proof.number));
}

export async function findProof(db: Transaction, id: string): Promise<SealedProof | null> {
  const row = await db.proof.findUnique({ where: { id } });
  return row && toProof(row);
}

export interface ProofFilter {
  readonly clientId?: string | undefined;
  readonly repositoryId?: string | undefined;
  readonly configId?: string | undefined;
  readonly isProven?: boolean | undefined;
  /** The drill that made it. */
  readonly jobId?: number | undefined;
}

/** Newest first, only those with a smaller number than `before`. */
export async function listProofs(
  db: Transaction,
  filter: ProofFilter,
  { before, take }: { readonly before: number; readonly take: number },
): Promise<SealedProof[]> {
  const number = { lt: Math.min(before, NUMBER_MAX) };
  const where = { ...whereOf(filter), number };
  return (await db.proof.findMany({ where, orderBy: { number: 'desc' }, take })).map(toProof);
}

/** Oldest first, only those with a greater number than `after`. */
export async function walkProofs(
  db: Transaction,
  filter: ProofFilter,
  { after, take }: { readonly after: number; readonly take: number },
): Promise<SealedProof[]> {
  const number = { gt: Math.min(after, NUMBER_MAX) };
  const where = { ...whereOf(filter), number };
  return (await db.proof.findMany({ where, orderBy: { number: 'asc' }, take })).map(toProof);
}

/** They were restored out of and found as they were; no edit, and it never goes back. */
export async function storeProven(
  tx: Transaction,
  { clientId, repositoryId }: { readonly clientId: string | null; readonly repositoryId: string },
  provenAt: Date,
): Promise<void> {
  const isOlder = { OR: [{ provenAt: null }, { provenAt: { lt: provenAt } }] };
  await tx.repository.updateMany({ where: { id: repositoryId, ...isOlder }, data: { provenAt } });
  if (clientId === null) return;
  await tx.client.updateMany({ where: { id: clientId, ...isOlder }, data: { provenAt } });
}

function whereOf({ clientId, repositoryId, configId, isProven, jobId }: ProofFilter): Prisma.ProofWhereInput {
  return {
    ...(clientId === undefined ? {} : { clientId }),
    ...(repositoryId === undefined ? {} : { repositoryId }),
    ...(configId === undefined ? {} : { configId }),
    ...(isProven === undefined ? {} : { isProven }),
    ...(jobId === undefined ? {} : { jobId }),
  };
}

function toProof({ createdAt: _, ...row }: Row): SealedProof {
  return {
    ...row,
    scope: DrillScope.parse(row.scope),
    files: toNumber(row.files) ?? 0,
    bytes: toNumber(row.bytes) ?? 0,
    restoreDuration: toNumber(row.restoreDuration) ?? 0,
    compareDuration: toNumber(row.compareDuration) ?? 0,
    differences: row.differences as ProofDifferences | null, // only insertProof writes it
    archiveTimestamp: row.archiveTimestamp.toISOString(),
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt.toISOString(),
  };
}
