import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

/** Which field of which record a secret belongs to. */
export interface SecretPlace {
  readonly noun: string;
  readonly recordId: string;
  readonly field: string;
}

export interface SealedSecret extends SecretPlace {
  readonly label: string;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly keyId: string;
  readonly createdAt: Date;
}

/** The new value becomes the current one; earlier ones are kept. */
export async function insertSecret(tx: Transaction, secret: SealedSecret): Promise<void> {
  const { noun, recordId, field } = secret;
  await tx.secret.updateMany({ where: { noun, recordId, field, current: true }, data: { current: false } });
  await tx.secret.create({ data: { id: newRecordId(secret.createdAt), ...secret } });
}

export async function findCurrentSecret(db: Transaction, place: SecretPlace): Promise<SealedSecret | null> {
  const { noun, recordId, field } = place;
  return db.secret.findFirst({
    where: { noun, recordId, field, current: true },
    orderBy: { id: 'desc' },
    omit: { id: true, current: true, orphanedAt: true },
  });
}

export async function orphanSecrets(
  tx: Transaction,
  noun: string,
  recordId: string,
  at: Date,
  label?: string,
): Promise<void> {
  const data = { orphanedAt: at, ...(label === undefined ? {} : { label }) };
  await tx.secret.updateMany({ where: { noun, recordId, orphanedAt: null }, data });
}

export interface OrphanedSecret {
  readonly recordId: string;
  readonly field: string;
  readonly label: string;
  readonly orphanedAt: Date;
}

const ORPHANS_MAX = 400;

/** Current secrets whose record is gone, the last orphaned first; never their content. */
export async function findOrphanedSecrets(
  db: Transaction,
  noun: string,
  recordId?: string,
): Promise<OrphanedSecret[]> {
  const rows = await db.secret.findMany({
    where: {
      noun,
      orphanedAt: { not: null },
      current: true,
      ...(recordId === undefined ? {} : { recordId }),
    },
    orderBy: [{ orphanedAt: 'desc' }, { id: 'desc' }],
    take: ORPHANS_MAX,
    select: { recordId: true, field: true, label: true, orphanedAt: true },
  });
  return rows.flatMap(({ orphanedAt, ...row }) => (orphanedAt ? { ...row, orphanedAt } : []));
}

/** The names of the fields that hold a secret, by record; at most 200 records at a time. */
export async function secretFieldsOf(
  db: Transaction,
  noun: string,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db.secret.findMany({
    where: { noun, recordId: { in: [...recordIds] }, current: true },
    select: { recordId: true, field: true },
  });
  const fields = new Map<string, Set<string>>();
  for (const row of rows) fields.set(row.recordId, (fields.get(row.recordId) ?? new Set()).add(row.field));
  return fields;
}

/** Whether something is sealed under another master key than this one. */
export async function hasSecretsOfOtherKeys(db: Transaction, keyId: string): Promise<boolean> {
  return (await db.secret.findFirst({ where: { keyId: { not: keyId } }, select: { id: true } })) !== null;
}

/** The field holds none from now on; earlier values stay sealed. */
export async function dropCurrentSecret(tx: Transaction, place: SecretPlace): Promise<void> {
  const { noun, recordId, field } = place;
  await tx.secret.updateMany({ where: { noun, recordId, field, current: true }, data: { current: false } });
}

/** For secrets that nobody needs without their record. */
export async function deleteSecrets(tx: Transaction, noun: string, recordId: string): Promise<void> {
  await tx.secret.deleteMany({ where: { noun, recordId } });
}
