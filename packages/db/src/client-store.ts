import { nameTaken, notFound } from '@borgcube/domain/error/domain-error';
import { type ConnectionSettings, type StoredConnection, toConnection } from './connection-store.ts';
import { nextUpdatedAt, refuseDangling, requireSwapped } from './edited-record.ts';
import type { Prisma } from './generated/sqlite/client.ts';
import { isUniqueViolation, type Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

export interface ClientSettings {
  readonly hostname: string;
  readonly description: string;
  /** Milliseconds. */
  readonly objective: number;
}

export interface StoredClient extends ClientSettings {
  readonly id: string;
  readonly connection: StoredConnection | null;
  readonly hadConnection: boolean;
  readonly newestGoodArchiveAt: Date | null;
  readonly provenAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

type ClientRow = Prisma.ClientGetPayload<{ include: { connection: true } }>;

export async function insertClient(
  tx: Transaction,
  settings: ClientSettings & { readonly connection: ConnectionSettings | null },
  now: Date,
): Promise<StoredClient> {
  const { connection, ...fields } = settings;
  const data = {
    id: newRecordId(now),
    ...fields,
    hadConnection: connection !== null,
    createdAt: now,
    updatedAt: now,
    ...(connection && { connection: { create: { ...connection, updatedAt: now } } }),
  };
  const row = await tx.client
    .create({ data, include: { connection: true } })
    .catch(refuseHostname(settings.hostname));
  return toClient(row);
}

export async function findClient(db: Transaction, id: string): Promise<StoredClient | null> {
  const row = await db.client.findUnique({ where: { id }, include: { connection: true } });
  return row && toClient(row);
}

export async function getClient(db: Transaction, id: string): Promise<StoredClient> {
  const client = await findClient(db, id);
  if (!client) throw notFound('client', id);
  return client;
}

/** In the order of the ids; those that are gone are left out. */
export async function findClients(db: Transaction, ids: readonly string[]): Promise<StoredClient[]> {
  const rows = await db.client.findMany({ where: { id: { in: [...ids] } }, include: { connection: true } });
  const found = new Map(rows.map((row) => [row.id, toClient(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Writes only onto the very state that was read; else `changed-meanwhile`. */
export async function updateClient(
  tx: Transaction,
  read: StoredClient,
  changes: Partial<ClientSettings> & { readonly hadConnection?: boolean },
  now: Date,
): Promise<StoredClient> {
  const updatedAt = nextUpdatedAt(read.updatedAt, now);
  const { count } = await tx.client
    .updateMany({ where: { id: read.id, updatedAt: read.updatedAt }, data: { ...changes, updatedAt } })
    .catch(refuseHostname(changes.hostname ?? read.hostname));
  requireSwapped(count);
  return getClient(tx, read.id);
}

/** Raised by each good archive; no edit, so it leaves `updatedAt` as it is. Never goes back. */
export async function storeNewestGoodArchive(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.client.updateMany({
    where: { id, OR: [{ newestGoodArchiveAt: null }, { newestGoodArchiveAt: { lt: at } }] },
    data: { newestGoodArchiveAt: at },
  });
}

/** After archives went away: what is now the newest that nothing is wrong with, if any. */
export async function refreshNewestGoodArchive(tx: Transaction, id: string): Promise<void> {
  const newestGoodArchiveAt = await findNewestGoodArchive(tx, id);
  await tx.client.updateMany({ where: { id }, data: { newestGoodArchiveAt } });
}

/** Start of the newest archive of a client that nothing is wrong with, apart from some; null: there is none. */
export async function findNewestGoodArchive(
  db: Transaction,
  id: string,
  apartFrom: readonly string[] = [],
): Promise<Date | null> {
  const newest = await db.archive.findFirst({
    where: { clientId: id, suspect: null, vanishedAt: null, id: { notIn: [...apartFrom] } },
    orderBy: [{ timestamp: 'desc' }, { id: 'desc' }],
    select: { timestamp: true },
  });
  return newest?.timestamp ?? null;
}

/** Ids by hostname, of those that are there. */
export async function findClientIds(
  db: Transaction,
  hostnames: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.client.findMany({
    where: { hostname: { in: [...hostnames] } },
    select: { id: true, hostname: true },
  });
  return new Map(rows.map(({ id, hostname }) => [hostname, id]));
}

export async function deleteClient(tx: Transaction, id: string): Promise<void> {
  await tx.client.delete({ where: { id } }).catch(refuseDangling);
}

export interface ClientUse {
  readonly configs: readonly string[];
  readonly jobIds: readonly number[];
}

/** What keeps a client from being deleted; at most ten of each kind. */
export async function findClientUse(db: Transaction, id: string): Promise<ClientUse> {
  const configs = await db.backupConfig.findMany({
    where: { clientId: id },
    take: 10,
    select: { label: true },
  });
  const jobs = await db.job.findMany({
    where: { clientId: id, timestampEnd: null },
    take: 10,
    select: { id: true },
  });
  return { configs: configs.map((config) => config.label), jobIds: jobs.map((job) => job.id) };
}

function toClient(row: ClientRow): StoredClient {
  return {
    id: row.id,
    hostname: row.hostname,
    description: row.description,
    objective: Number(row.objective),
    connection: row.connection && toConnection(row.connection),
    hadConnection: row.hadConnection,
    newestGoodArchiveAt: row.newestGoodArchiveAt,
    provenAt: row.provenAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function refuseHostname(hostname: string) {
  return (error: unknown): never => {
    throw isUniqueViolation(error) ? nameTaken('client', 'hostname', hostname) : refuseDangling(error);
  };
}
