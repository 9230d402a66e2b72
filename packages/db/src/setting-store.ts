import type { Transaction } from './open-database.ts';

export async function findSetting(db: Transaction, key: string): Promise<string | null> {
  const row = await db.setting.findUnique({ where: { key }, select: { value: true } });
  return row?.value ?? null;
}

export async function putSetting(tx: Transaction, key: string, value: string): Promise<void> {
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

/** Answers whether this very value was there to be removed, so that of two who remove it one is told so. */
export async function removeSetting(tx: Transaction, key: string, value: string): Promise<boolean> {
  const { count } = await tx.setting.deleteMany({ where: { key, value } });
  return count === 1;
}
