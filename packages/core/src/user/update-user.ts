import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import * as users from '@borgcube/db/user-store';
import { type Role, roleIncludes } from '@borgcube/domain/actor/actor';
import { DomainError, notFound } from '@borgcube/domain/error/domain-error';
import type { User, UserUpdate } from '@borgcube/domain/user/user';
import { requireRole } from '../actor/require-role.ts';
import { changesOf, writeAudit } from '../audit/write-audit.ts';
import { hashPassword } from './password-hash.ts';
import type { PeopleContext } from './people-context.ts';
import { tellAccessChange } from './tell-access-change.ts';
import { userView } from './user-view.ts';

/** A lower role or a new password signs the user out everywhere. */
export async function updateUser(ctx: PeopleContext, { id, password, ...wanted }: UserUpdate): Promise<User> {
  requireRole(ctx, 'admin');
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const changed = {
    ...(wanted.name !== undefined && { name: wanted.name }),
    ...(wanted.role !== undefined && { role: wanted.role }),
  };
  return inTransaction(ctx.db, async (tx) => {
    const found = await users.findUser(tx, id);
    if (!found) throw notFound('user', id);
    const before = userView(found);
    const loses = changed.role !== undefined && !roleIncludes(changed.role, before.role);
    if (loses) await keepAnAdmin(tx, before.role);
    if (passwordHash !== null) await users.setPasswordHash(tx, id, passwordHash);
    const after = userView(await users.updateUser(tx, id, changed));
    if (loses || passwordHash !== null) await users.endSessions(tx, id);
    tellAccessChange(tx, ctx, `user:${id}`);
    await writeAudit(tx, ctx, {
      what: `Changed user ${before.email}`,
      noun: 'user',
      recordId: id,
      changes: {
        ...changesOf({ name: before.name, role: before.role }, changed),
        ...(passwordHash !== null && { password: { changed: true } }),
      },
    });
    return after;
  });
}

/** Someone must be left who can administer; asked before one who has `role` loses it. */
export async function keepAnAdmin(tx: Transaction, role: Role): Promise<void> {
  if (role !== 'admin' || (await users.countAdmins(tx)) > 1) return;
  throw new DomainError('CONFLICT', 'last-admin', 'This is the only admin. Make somebody else admin first.');
}
