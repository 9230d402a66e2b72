import type { Page } from '@borgcube/domain/form/page';
import type { User } from './generated/sqlite/client.ts';
import { behindCursor, type PageAsked, toPage } from './keyset.ts';
import type { Transaction } from './open-database.ts';
import { providerBehind } from './provider.ts';
import { newRecordId } from './record-id.ts';

export type StoredUser = Pick<User, 'id' | 'name' | 'email' | 'role' | 'createdAt' | 'updatedAt'>;

/** better-auth's name for sign-in by e-mail and password. */
const PASSWORD = 'credential';
const SHOWN = { id: true, name: true, email: true, role: true, createdAt: true, updatedAt: true } as const;

export interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly passwordHash: string;
  readonly createdAt: Date;
}

export async function insertUser(tx: Transaction, { passwordHash, ...user }: NewUser): Promise<StoredUser> {
  const id = newRecordId(user.createdAt);
  const stored = await tx.user.create({ data: { id, ...user, emailVerified: true }, select: SHOWN });
  await tx.account.create({
    data: {
      id: newRecordId(user.createdAt),
      accountId: id,
      providerId: PASSWORD,
      userId: id,
      password: passwordHash,
    },
  });
  return stored;
}

export async function findUser(db: Transaction, id: string): Promise<StoredUser | null> {
  return db.user.findUnique({ where: { id }, select: SHOWN });
}

export async function findUserByEmail(db: Transaction, email: string): Promise<StoredUser | null> {
  return db.user.findUnique({ where: { email: email.toLowerCase() }, select: SHOWN });
}

export async function listUsers(db: Transaction, page: PageAsked): Promise<Page<StoredUser>> {
  const rows = await db.user.findMany({
    where: behindCursor('createdAt', page.cursor),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
    select: SHOWN,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.createdAt, id: row.id }),
    item: (row) => row,
  });
}

export async function hasUsers(db: Transaction): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null;
}

/** Holds them until the end of the transaction, so that two who each remove one are counted one after the other. */
export async function countAdmins(tx: Transaction): Promise<number> {
  if (providerBehind(tx) === 'postgresql') {
    await tx.$queryRaw`SELECT "id" FROM "User" WHERE "role" = 'admin' ORDER BY "id" FOR UPDATE`;
  }
  return tx.user.count({ where: { role: 'admin' } });
}

export async function updateUser(
  tx: Transaction,
  id: string,
  data: { readonly name?: string; readonly role?: string },
): Promise<StoredUser> {
  return tx.user.update({ where: { id }, data, select: SHOWN });
}

/** Sessions and accounts go with it. */
export async function deleteUser(tx: Transaction, id: string): Promise<void> {
  await tx.user.delete({ where: { id } });
}

export async function findPasswordHash(db: Transaction, userId: string): Promise<string | null> {
  const account = await db.account.findFirst({
    where: { userId, providerId: PASSWORD },
    select: { password: true },
  });
  return account?.password ?? null;
}

export async function setPasswordHash(tx: Transaction, userId: string, password: string): Promise<void> {
  await tx.account.updateMany({ where: { userId, providerId: PASSWORD }, data: { password } });
}

/** Signs the user out everywhere, on the session `except` not. */
export async function endSessions(tx: Transaction, userId: string, except?: string): Promise<void> {
  await tx.session.deleteMany({
    where: { userId, ...(except === undefined ? {} : { id: { not: except } }) },
  });
}
