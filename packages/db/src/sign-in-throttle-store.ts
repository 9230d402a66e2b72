import type { SignInThrottle } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';
import { providerBehind } from './provider.ts';

export type StoredThrottle = SignInThrottle;

/** Whoever asks for one of these keys at the same time waits for the end of this transaction. */
export async function findThrottles(tx: Transaction, keys: readonly string[]): Promise<StoredThrottle[]> {
  if (providerBehind(tx) === 'postgresql') {
    for (const key of keys.toSorted())
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${key}))::text`;
  }
  return tx.signInThrottle.findMany({ where: { key: { in: [...keys] } } });
}

export async function putThrottle(tx: Transaction, row: StoredThrottle): Promise<void> {
  await tx.signInThrottle.upsert({ where: { key: row.key }, create: row, update: row });
}

export async function removeThrottle(tx: Transaction, key: string): Promise<void> {
  await tx.signInThrottle.deleteMany({ where: { key } });
}

export async function forgetThrottles(tx: Transaction, before: Date): Promise<void> {
  await tx.signInThrottle.deleteMany({ where: { updatedAt: { lt: before } } });
}
