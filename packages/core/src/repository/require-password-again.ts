import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { CoreContext } from '../core-context.ts';
import { requireOwnPassword } from '../user/change-password.ts';

/** For what a session alone may not do; an empty field is told as such. */
export async function requirePasswordAgain(ctx: CoreContext, password: string | undefined): Promise<void> {
  if (ctx.actor.type === 'user' && !password)
    throw invalidFields({ password: ['Your password, once more.'] });
  await requireOwnPassword(ctx, password ?? '', 'password');
}
