import { inTransaction } from '@borgcube/db/transaction';
import { endSessions, findPasswordHash, setPasswordHash } from '@borgcube/db/user-store';
import { DomainError, invalidFields } from '@borgcube/domain/error/domain-error';
import type { PasswordChange } from '@borgcube/domain/user/user';
import { writeAudit } from '../audit/write-audit.ts';
import { beginSignIn, endSignIn } from '../sign-in/throttle-sign-in.ts';
import { hashPassword, isPasswordOf } from './password-hash.ts';
import type { PeopleContext } from './people-context.ts';
import { tellAccessChange } from './tell-access-change.ts';

/** Of the user who asks; all sessions but `sessionId` end. */
export async function changePassword(
  ctx: PeopleContext,
  { currentPassword, newPassword }: PasswordChange,
  sessionId: string | null,
): Promise<void> {
  await requireOwnPassword(ctx, currentPassword, 'currentPassword');
  const passwordHash = await hashPassword(newPassword);
  await inTransaction(ctx.db, async (tx) => {
    await setPasswordHash(tx, ctx.actor.id, passwordHash);
    await endSessions(tx, ctx.actor.id, sessionId ?? undefined);
    tellAccessChange(tx, ctx, `user:${ctx.actor.id}`);
    await writeAudit(tx, ctx, {
      what: 'Changed the own password',
      noun: 'user',
      recordId: ctx.actor.id,
      changes: { password: { changed: true } },
    });
  });
}

/**
 * Asks a signed-in user once more who they are; throws with the name of the form's field. A stolen session is no
 * password: guessing is slowed down as it is at sign-in. Tokens have none and are refused.
 */
export async function requireOwnPassword(ctx: PeopleContext, password: string, field: string): Promise<void> {
  if (ctx.actor.type !== 'user') {
    throw new DomainError('FORBIDDEN', 'user-needed', 'Only a person who is signed in has a password.');
  }
  const attempt = { account: `again:${ctx.actor.id}`, address: `again:${ctx.actor.id}` };
  await beginSignIn(ctx, attempt);
  const hash = await findPasswordHash(ctx.db, ctx.actor.id);
  if (hash === null || !(await isPasswordOf(hash, password))) {
    throw invalidFields({ [field]: ['This is not your password.'] });
  }
  await endSignIn(ctx, attempt);
}
