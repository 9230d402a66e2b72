import type { StoredApiToken } from '@borgcube/db/api-token-store';
import { Role } from '@borgcube/domain/actor/actor';
import type { ApiToken } from '@borgcube/domain/user/api-token';

export function apiTokenView(stored: StoredApiToken): ApiToken {
  return {
    id: stored.id,
    name: stored.name,
    role: Role.parse(stored.role),
    createdAt: stored.createdAt.toISOString(),
    expiresAt: stored.expiresAt?.toISOString() ?? null,
    lastUsedAt: stored.lastUsedAt?.toISOString() ?? null,
  };
}
