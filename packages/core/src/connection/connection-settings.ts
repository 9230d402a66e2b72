import type { ConnectionSettings, StoredConnection } from '@borgcube/db/connection-store';
import type { ConnectionInput } from '@borgcube/domain/connection/connection';
import { hostKeyOfLine, isSameFingerprint } from './host-key.ts';

type TypedIn = Omit<ConnectionSettings, 'hostKeyLine' | 'hostKeyAcceptedAt' | 'seenHostKeyLine'>;

/**
 * What a form makes of a connection. The accepted host key stays while the connection leads to the same host and no
 * other key is asked for by name; else the next contact is a first contact again.
 */
export function connectionSettings(
  input: ConnectionInput,
  before: StoredConnection | null,
): ConnectionSettings {
  const typed = typedIn(input, before);
  if (!before || !keepsHostKey(typed, before)) {
    return { ...typed, hostKeyLine: null, hostKeyAcceptedAt: null, seenHostKeyLine: null };
  }
  const { hostKeyLine, hostKeyAcceptedAt, seenHostKeyLine } = before;
  return { ...typed, hostKeyLine, hostKeyAcceptedAt, seenHostKeyLine };
}

function typedIn(input: ConnectionInput, before: StoredConnection | null): TypedIn {
  const isSameHost =
    before !== null && input.remote === before.remote && (input.port ?? null) === before.port;
  const expected = input.hostKeyFingerprint ?? (isSameHost ? before.hostKeyFingerprint : null);
  return {
    remote: input.remote,
    port: input.port ?? null,
    rsh: input.rsh,
    rshOptions: input.rshOptions || null,
    sshKeyId: input.sshKeyId ?? null,
    sshIdentityFile: input.sshIdentityFile ?? null,
    remoteBorg: input.remoteBorg,
    remoteCacheDir: input.remoteCacheDir ?? null,
    hostKeyFingerprint: expected,
  };
}

function keepsHostKey(typed: TypedIn, before: StoredConnection): boolean {
  if (typed.remote !== before.remote || typed.port !== before.port) return false;
  if (typed.rshOptions !== before.rshOptions) return false;
  if (before.hostKeyLine === null || typed.hostKeyFingerprint === null) return true;
  return isSameFingerprint(hostKeyOfLine(before.hostKeyLine).fingerprint, typed.hostKeyFingerprint);
}
