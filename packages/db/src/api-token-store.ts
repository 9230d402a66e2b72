import type { Page } from '@borgcube/domain/form/page';
import type { ApiToken } from './generated/sqlite/client.ts';
import { behindCursor, type PageAsked, toPage } from './keyset.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

export type StoredApiToken = Omit<ApiToken, 'digest' | 'createdBy'>;

const HIDDEN = { digest: true, createdBy: true } as const;

export type NewStoredApiToken = Omit<ApiToken, 'id' | 'lastUsedAt'>;

export async function insertApiToken(tx: Transaction, token: NewStoredApiToken): Promise<StoredApiToken> {
  return tx.apiToken.create({ data: { id: newRecordId(token.createdAt), ...token }, omit: HIDDEN });
}

export async function findApiTokenByDigest(db: Transaction, digest: string): Promise<StoredApiToken | null> {
  return db.apiToken.findUnique({ where: { digest }, omit: HIDDEN });
}

export async function findApiToken(db: Transaction, id: string): Promise<StoredApiToken | null> {
  return db.apiToken.findUnique({ where: { id }, omit: HIDDEN });
}

export async function listApiTokens(db: Transaction, page: PageAsked): Promise<Page<StoredApiToken>> {
  const rows = await db.apiToken.findMany({
    where: behindCursor('createdAt', page.cursor),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
    omit: HIDDEN,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.createdAt, id: row.id }),
    item: (row) => row,
  });
}

/** Writes only when the last note is older than `unlessAfter`, however many requests ask at once. */
export async function noteApiTokenUse(
  db: Transaction,
  id: string,
  use: { readonly at: Date; readonly unlessAfter: Date },
): Promise<void> {
  await db.apiToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: use.unlessAfter } }] },
    data: { lastUsedAt: use.at },
  });
}

export async function deleteApiToken(tx: Transaction, id: string): Promise<void> {
  await tx.apiToken.delete({ where: { id } });
}
