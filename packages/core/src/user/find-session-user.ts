import { findUser } from '@borgcube/db/user-store';
import type { User } from '@borgcube/domain/user/user';
import type { PeopleContext } from './people-context.ts';
import { userView } from './user-view.ts';

/** The user behind a session; null when it was deleted meanwhile. */
export async function findSessionUser({ db }: Pick<PeopleContext, 'db'>, id: string): Promise<User | null> {
  const found = await findUser(db, id);
  return found && userView(found);
}
