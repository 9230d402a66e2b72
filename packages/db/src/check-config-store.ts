import { notFound } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import { nextUpdatedAt, refuseDangling, requireSwapped } from './edited-record.ts';
import type { Prisma, CheckConfig as Row } from './generated/sqlite/client.ts';
import { behindCursor, type PageAsked, toPage } from './keyset.ts';
import { whereNamed } from './named-records.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

/** `data` is JSON of the stored `version`; whoever reads it evolves it. */
export interface CheckConfigSettings {
  readonly repositoryId: string;
  readonly label: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface StoredCheckConfig extends CheckConfigSettings {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export async function insertCheckConfig(
  tx: Transaction,
  { data, ...settings }: CheckConfigSettings,
  now: Date,
): Promise<StoredCheckConfig> {
  const fields = { id: newRecordId(now), ...settings, data: toJson(data), createdAt: now, updatedAt: now };
  return toConfig(await tx.checkConfig.create({ data: fields }).catch(refuseDangling));
}

export async function findCheckConfig(db: Transaction, id: string): Promise<StoredCheckConfig | null> {
  const row = await db.checkConfig.findUnique({ where: { id } });
  return row && toConfig(row);
}

export async function getCheckConfig(db: Transaction, id: string): Promise<StoredCheckConfig> {
  const config = await findCheckConfig(db, id);
  if (!config) throw notFound('check config', id);
  return config;
}

export async function listCheckConfigs(
  db: Transaction,
  page: PageAsked,
  { repositoryId, text }: { readonly repositoryId?: string | undefined; readonly text?: string | undefined },
): Promise<Page<StoredCheckConfig>> {
  const where = {
    ...(await whereNamed(db, 'checkConfig', text)),
    ...(repositoryId === undefined ? {} : { repositoryId }),
    ...behindCursor('createdAt', page.cursor),
  } satisfies Prisma.CheckConfigWhereInput;
  const rows = await db.checkConfig.findMany({
    where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.createdAt, id: row.id }),
    item: toConfig,
  });
}

/** Writes only onto the very state that was read; else `changed-meanwhile`. */
export async function updateCheckConfig(
  tx: Transaction,
  read: StoredCheckConfig,
  { data, ...settings }: CheckConfigSettings,
  now: Date,
): Promise<StoredCheckConfig> {
  const updatedAt = nextUpdatedAt(read.updatedAt, now);
  const { count } = await tx.checkConfig
    .updateMany({
      where: { id: read.id, updatedAt: read.updatedAt },
      data: { ...settings, data: toJson(data), updatedAt },
    })
    .catch(refuseDangling);
  requireSwapped(count);
  return getCheckConfig(tx, read.id);
}

export async function deleteCheckConfig(tx: Transaction, id: string): Promise<void> {
  await tx.checkConfig.delete({ where: { id } }).catch(refuseDangling);
}

function toConfig(row: Row): StoredCheckConfig {
  const { data, ...rest } = row;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new Error(`the data of check config ${row.id} is no JSON object`);
  }
  return { ...rest, data };
}

/** A copy that holds exactly what JSON can. */
function toJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value));
}
