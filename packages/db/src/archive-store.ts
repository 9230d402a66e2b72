import { nameKey } from '@borgcube/domain/archive/name-key';
import type { NewArchive } from '@borgcube/domain/archive/new-archive';
import { notFound } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import { toNumber } from './figure.ts';
import type { Prisma, Archive as Row } from './generated/sqlite/client.ts';
import { behindCursor, type PageAsked, toPage, writeCursor } from './keyset.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

type Sizes =
  | 'nfiles'
  | 'originalSize'
  | 'compressedSize'
  | 'deduplicatedSize'
  | 'duration'
  | 'newFiles'
  | 'changedFiles'
  | 'deletedFiles';

export type StoredArchive = Omit<Row, Sizes | 'nameKey'> & Readonly<Record<Sizes, number | null>>;

/** An archive that is recorded already (same fingerprint) is answered as it is: recovery may record it twice. */
export async function insertArchive(tx: Transaction, archive: NewArchive, now: Date): Promise<StoredArchive> {
  const { repositoryFigures: _, lastGood: __, ...fields } = archive;
  const { repositoryId, fingerprint } = fields;
  const row = await tx.archive.upsert({
    where: { repositoryId_fingerprint: { repositoryId, fingerprint } },
    create: {
      id: newRecordId(now),
      ...fields,
      nameKey: nameKey(fields.name),
      createdAt: now,
      updatedAt: now,
    },
    update: {},
  });
  return toArchive(row);
}

export async function findArchive(db: Transaction, id: string): Promise<StoredArchive | null> {
  const row = await db.archive.findUnique({ where: { id } });
  return row && toArchive(row);
}

export async function getArchive(db: Transaction, id: string): Promise<StoredArchive> {
  const archive = await findArchive(db, id);
  if (!archive) throw notFound('archive', id);
  return archive;
}

export interface ArchiveFilter {
  readonly repositoryId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly text?: string | undefined;
  readonly takenFrom?: string | undefined;
  readonly takenBefore?: string | undefined;
  readonly vanished?: boolean | undefined;
}

/** Newest start first. `text` is looked for anywhere in the name or the host name, without case and accents. */
export async function listArchives(
  db: Transaction,
  page: PageAsked,
  filter: ArchiveFilter,
): Promise<Page<StoredArchive>> {
  const key = nameKey(filter.text ?? '');
  const hosts = key === '' ? [] : await clientsNamed(db, key);
  const found: Row[] = [];
  let cursor = page.cursor;
  for (;;) {
    const rows = await readPage(db, { limit: page.limit + 1, cursor }, { ...filter, text: key, hosts });
    // LIKE takes `_` and `%` of the text for wildcards; what only they let through is left out here.
    found.push(...rows.filter((row) => row.nameKey.includes(key) || hosts.includes(row.clientId ?? '')));
    const last = rows.at(-1);
    if (found.length > page.limit || rows.length <= page.limit || !last) break;
    cursor = writeCursor({ at: last.timestamp, id: last.id });
  }
  return toPage(found, page.limit, {
    position: (row) => ({ at: row.timestamp, id: row.id }),
    item: toArchive,
  });
}

/** A fleet is some thousands of hosts: they are told apart here, alike on every database. */
async function clientsNamed(db: Transaction, key: string): Promise<string[]> {
  const clients = await db.client.findMany({ select: { id: true, hostname: true } });
  return clients.filter(({ hostname }) => nameKey(hostname).includes(key)).map(({ id }) => id);
}

async function readPage(
  db: Transaction,
  page: PageAsked,
  filter: ArchiveFilter & { readonly hosts: readonly string[] },
): Promise<Row[]> {
  const { repositoryId, clientId, text, hosts, takenFrom, takenBefore, vanished } = filter;
  const where = {
    ...(repositoryId === undefined ? {} : { repositoryId }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(text ? { OR: [{ nameKey: { contains: text } }, { clientId: { in: [...hosts] } }] } : {}),
    ...(takenFrom || takenBefore
      ? {
          timestamp: {
            ...(takenFrom && { gte: new Date(takenFrom) }),
            ...(takenBefore && { lt: new Date(takenBefore) }),
          },
        }
      : {}),
    ...(vanished === undefined ? {} : { vanishedAt: vanished ? { not: null } : null }),
    ...behindCursor('timestamp', page.cursor),
  } satisfies Prisma.ArchiveWhereInput;
  return db.archive.findMany({
    where,
    orderBy: [{ timestamp: 'desc' }, { id: 'desc' }],
    take: page.limit,
  });
}

/** The newest archives of a config that nothing is wrong with. */
export async function findGoodArchives(
  db: Transaction,
  configId: string,
  limit: number,
): Promise<StoredArchive[]> {
  const rows = await db.archive.findMany({
    where: { configId, suspect: null, vanishedAt: null },
    orderBy: [{ timestamp: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map(toArchive);
}

/** The archive of that name in a repository, vanished or not. */
export async function findArchiveNamed(
  db: Transaction,
  repositoryId: string,
  name: string,
): Promise<StoredArchive | null> {
  const row = await db.archive.findFirst({ where: { repositoryId, name } });
  return row && toArchive(row);
}

/** The host name of another client that has archives in the repository; null: there is none. */
export async function findOtherArchivesHost(
  db: Transaction,
  repositoryId: string,
  notClientId: string,
): Promise<string | null> {
  const row = await db.archive.findFirst({
    where: { repositoryId, clientId: { not: notClientId }, vanishedAt: null },
    select: { client: { select: { hostname: true } } },
  });
  return row?.client?.hostname ?? null;
}

/** At most 200 archives whose names begin so, as they are recorded. */
export async function findRecordedNames(
  db: Transaction,
  repositoryId: string,
  namePrefix: string,
): Promise<{ fingerprint: string; name: string }[]> {
  return db.archive.findMany({
    where: { repositoryId, name: { startsWith: namePrefix } },
    select: { fingerprint: true, name: true },
    take: 200,
  });
}

export function toArchive(row: Row): StoredArchive {
  const { nameKey: _, ...rest } = row;
  return {
    ...rest,
    nfiles: toNumber(row.nfiles),
    originalSize: toNumber(row.originalSize),
    compressedSize: toNumber(row.compressedSize),
    deduplicatedSize: toNumber(row.deduplicatedSize),
    duration: toNumber(row.duration),
    newFiles: toNumber(row.newFiles),
    changedFiles: toNumber(row.changedFiles),
    deletedFiles: toNumber(row.deletedFiles),
  };
}
