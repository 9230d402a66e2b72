import type { StoredConnection } from '@borgcube/db/connection-store';
import type { Connection } from '@borgcube/domain/connection/connection';
import { hostKeyOfLine } from './host-key.ts';

export function toConnectionView(connection: StoredConnection): Connection {
  const { clientId: _, hostKeyLine, hostKeyAcceptedAt, seenHostKeyLine: __, ...rest } = connection;
  return {
    ...rest,
    hostKey: hostKeyLine === null ? null : acceptedKey(hostKeyLine, hostKeyAcceptedAt),
    lastTestAt: connection.lastTestAt?.toISOString() ?? null,
  };
}

function acceptedKey(line: string, acceptedAt: Date | null) {
  const { type, fingerprint } = hostKeyOfLine(line);
  return { type, fingerprint, acceptedAt: acceptedAt?.toISOString() ?? null };
}
