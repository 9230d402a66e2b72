import type { StoredSshKey } from '@borgcube/db/ssh-key-store';
import type { SshKey } from '@borgcube/domain/ssh-key/ssh-key';

export function toSshKeyView(key: StoredSshKey): SshKey {
  return { ...key, createdAt: key.createdAt.toISOString(), updatedAt: key.updatedAt.toISOString() };
}
