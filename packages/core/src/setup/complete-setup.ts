import { removeSetting } from '@borgcube/db/setting-store';
import { inTransaction } from '@borgcube/db/transaction';
import { hasUsers } from '@borgcube/db/user-store';
import type { Actor } from '@borgcube/domain/actor/actor';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { SetupComplete, User } from '@borgcube/domain/user/user';
import { addUser } from '../user/create-user.ts';
import { hashPassword } from '../user/password-hash.ts';
import type { PeopleContext } from '../user/people-context.ts';
import { findSetupLink, SETUP_LINK_KEY } from './setup-link.ts';

const SETUP: Actor = { type: 'system', id: 'setup', name: 'Setup link', role: 'admin' };

/** Makes the first admin; the link works once, and for nobody once there is a user. */
export async function completeSetup(
  { db, clock }: Pick<PeopleContext, 'db' | 'clock'>,
  { token, name, email, password }: SetupComplete,
): Promise<User> {
  if ((await findSetupLink({ db, clock }, token)) === null) throw linkInvalid();
  const passwordHash = await hashPassword(password);
  return inTransaction(db, async (tx) => {
    const link = await findSetupLink({ db: tx, clock }, token);
    if (link === null || (await hasUsers(tx)) || !(await removeSetting(tx, SETUP_LINK_KEY, link))) {
      throw linkInvalid();
    }
    return addUser(tx, { clock, actor: SETUP }, { name, email, role: 'admin', passwordHash });
  });
}

function linkInvalid(): DomainError {
  return new DomainError(
    'FORBIDDEN',
    'setup-link-invalid',
    'This setup link does not work any more. While there is no user, each start of the server prints a new one.',
  );
}
