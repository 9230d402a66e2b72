import type { ConnectionSettings } from '@borgcube/db/connection-store';
import type { Transaction } from '@borgcube/db/open-database';
import type { ConnectionTarget } from '../borg-hand.ts';
import { sshPrivateKey } from '../secret/secret-places.ts';
import type { Secrets } from '../secret/secrets.ts';

/** Opens what ssh needs to reach a client. */
export async function connectionTarget(
  { db, secrets }: { readonly db: Transaction; readonly secrets: Secrets },
  connection: ConnectionSettings,
): Promise<ConnectionTarget> {
  const { sshKeyId } = connection;
  return {
    remote: connection.remote,
    port: connection.port,
    rsh: connection.rsh,
    rshOptions: connection.rshOptions,
    remoteBorg: connection.remoteBorg,
    remoteCacheDir: connection.remoteCacheDir,
    privateKey: sshKeyId === null ? null : await secrets.open(db, sshPrivateKey(sshKeyId)),
    identityFile: connection.sshIdentityFile,
    hostKeyLine: connection.hostKeyLine,
  };
}
