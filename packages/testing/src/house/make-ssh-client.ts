import type { Client } from '@borgcube/domain/client/client';
import type { SshKey } from '@borgcube/domain/ssh-key/ssh-key';
import type { TestSshd } from '../sshd/start-sshd.ts';
import type { House } from './start-house.ts';

/**
 * A client behind a real sshd, with the key that it accepts imported and its host key expected by name.
 * A field of `connection` replaces the one that would work; undefined leaves it out.
 */
export async function makeSshClient(
  house: House,
  sshd: TestSshd,
  hostname: string,
  connection: Record<string, unknown> = {},
): Promise<Client> {
  const key = await house.mutate<SshKey>('sshKeys.import', { name: hostname, privateKey: sshd.privateKey });
  const { remote, port, hostKey } = sshd;
  return house.makeClient({
    hostname,
    connection: {
      remote,
      port,
      sshKeyId: key.id,
      hostKeyFingerprint: hostKey.fingerprint,
      ...connection,
    },
  });
}
