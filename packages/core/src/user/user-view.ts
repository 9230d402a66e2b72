import type { StoredUser } from '@borgcube/db/user-store';
import { Role } from '@borgcube/domain/actor/actor';
import type { User } from '@borgcube/domain/user/user';

export function userView(stored: StoredUser): User {
  return {
    id: stored.id,
    name: stored.name,
    email: stored.email,
    role: Role.parse(stored.role),
    createdAt: stored.createdAt.toISOString(),
    updatedAt: stored.updatedAt.toISOString(),
  };
}
