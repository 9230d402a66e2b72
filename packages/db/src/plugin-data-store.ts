import type { Prisma } from './generated/sqlite/client.ts';
import { isUniqueViolation, type Transaction } from './open-database.ts';
import { inSavepoint } from './savepoint.ts';

export interface StoredPluginData {
  readonly plugin: string;
  readonly name: string;
  /** Of `data`; whoever reads it evolves it. */
  readonly version: number;
  readonly data: unknown;
  /** Raised by each write. */
  readonly revision: number;
}

interface Place {
  readonly plugin: string;
  readonly name: string;
}

interface NewData {
  readonly version: number;
  readonly data: unknown;
}

export async function findPluginData(
  db: Transaction,
  { plugin, name }: Place,
): Promise<StoredPluginData | null> {
  return db.pluginData.findUnique({ where: { plugin_name: { plugin, name } } });
}

/** All that a plugin ever kept, whether it is here or not; at most 100 roots. */
export async function listPluginData(db: Transaction): Promise<Omit<StoredPluginData, 'data'>[]> {
  return db.pluginData.findMany({
    orderBy: [{ plugin: 'asc' }, { name: 'asc' }],
    take: 100,
    select: { plugin: true, name: true, version: true, revision: true },
  });
}

/** Answers false when somebody else has made it meanwhile. */
export async function insertPluginData(tx: Transaction, place: Place, { version, data }: NewData) {
  const fields = { ...place, version, data: toJson(data) };
  try {
    await inSavepoint(tx, (inner) => inner.pluginData.create({ data: fields }));
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** Writes onto the very revision that was read; answers whether it was still there. */
export async function swapPluginData(
  tx: Transaction,
  { plugin, name, revision }: Place & { readonly revision: number },
  { version, data }: NewData,
): Promise<boolean> {
  const { count } = await tx.pluginData.updateMany({
    where: { plugin, name, revision },
    data: { version, data: toJson(data), revision: revision + 1 },
  });
  return count === 1;
}

/** A copy that holds exactly what JSON can. */
function toJson(value: unknown): Prisma.InputJsonValue {
  const text = JSON.stringify(value);
  if (text === undefined || text === 'null')
    throw new Error('data that is kept is an object, a list or a value');
  return JSON.parse(text);
}
