import type { SshAccess } from '@borgcube/borg/connection/ssh-access';
import type { RepositoryTarget as BorgRepository } from '@borgcube/borg/repository/repository-target';
import type { ConnectionTarget, RepositoryTarget, SshIdentity } from '@borgcube/core/borg-hand';

/** The same repository in the words of packages/borg. */
export function toBorgRepository(target: RepositoryTarget): BorgRepository {
  const { id, url, passphrase, remoteBorg, keyFile, ssh } = target;
  const access = ssh && { rsh: 'ssh', rshOptions: '', identity: identityOf(ssh), hostKey: ssh.hostKeyLine };
  return { folder: id, url, passphrase, remoteBorg, keyFile, ssh: access };
}

/** The same connection in the words of packages/borg. */
export function toSshAccess(target: ConnectionTarget): SshAccess {
  return {
    remote: target.remote,
    port: target.port,
    rsh: target.rsh,
    rshOptions: target.rshOptions ?? '',
    identity: identityOf(target),
    hostKey: target.hostKeyLine,
  };
}

function identityOf({ privateKey, identityFile }: SshIdentity): SshAccess['identity'] {
  if (privateKey) return { privateKey };
  return identityFile ? { file: identityFile } : null;
}
