import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { CoreContext } from '../core-context.ts';
import { beginSignIn, endSignIn } from '../sign-in/throttle-sign-in.ts';
import { requireOwnPassword } from '../user/change-password.ts';

/** A stolen session is no password: guessing is slowed down as it is at sign-in. Tokens have none and are refused. */
export async function requirePasswordAgain(ctx: CoreContext, password: string | undefined): Promise<void> {
  if (ctx.actor.type === 'user' && !password)
    throw invalidFields({ password: ['Your password, once more.'] });
  const attempt = { account: `again:${ctx.actor.id}`, address: `again:${ctx.actor.id}` };
  await beginSignIn(ctx, attempt);
  await requireOwnPassword(ctx, password ?? '', 'password');
  await endSignIn(ctx, attempt);
}
