import type { Transaction } from '@borgcube/db/open-database';
import { isUniqueViolation } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import { insertUser } from '@borgcube/db/user-store';
import { nameTaken } from '@borgcube/domain/error/domain-error';
import type { User, UserCreate } from '@borgcube/domain/user/user';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { hashPassword } from './password-hash.ts';
import type { PeopleContext } from './people-context.ts';
import { userView } from './user-view.ts';

export async function createUser(ctx: PeopleContext, input: UserCreate): Promise<User> {
  requireRole(ctx, 'admin');
  const passwordHash = await hashPassword(input.password);
  return inTransaction(ctx.db, (tx) => addUser(tx, ctx, { ...input, passwordHash }));
}

/** Part of a transaction; asks for no role. */
export async function addUser(
  tx: Transaction,
  ctx: Pick<PeopleContext, 'clock' | 'actor'>,
  user: Omit<UserCreate, 'password'> & { readonly passwordHash: string },
): Promise<User> {
  const { name, role, passwordHash } = user;
  const email = user.email.toLowerCase();
  try {
    const stored = await insertUser(tx, { name, email, role, passwordHash, createdAt: ctx.clock() });
    await writeAudit(tx, ctx, { what: `Added user ${email} as ${role}`, noun: 'user', recordId: stored.id });
    return userView(stored);
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken('user', 'email', email) : error;
  }
}
