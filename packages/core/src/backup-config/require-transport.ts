import { findOtherArchivesHost } from '@borgcube/db/archive-store';
import { findOtherClientsConfig } from '@borgcube/db/backup-config-store';
import { findClient } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { findRepository, lockRepository } from '@borgcube/db/repository-store';
import type { BackupConfigData } from '@borgcube/domain/backup-config/backup-config';
import { readPullOptions } from '@borgcube/domain/backup-config/pull-options';
import { invalidFields } from '@borgcube/domain/error/domain-error';

type Ends = Pick<BackupConfigData, 'clientId' | 'repositoryId' | 'transport'>;
type Transported = Ends & Parameters<typeof readPullOptions>[0];

/**
 * The rules of transports, and that both ends exist. `local` reads this server's own files; a client that was given
 * the passphrase of a repository (`ssh`) shares that repository with nobody.
 */
export async function requireTransport(tx: Transaction, config: Transported): Promise<void> {
  const client = await findClient(tx, config.clientId);
  if (!client) throw invalidFields({ clientId: ['This client does not exist.'] });
  if (!(await findRepository(tx, config.repositoryId))) {
    throw invalidFields({ repositoryId: ['This repository does not exist.'] });
  }
  if (config.transport === 'local' && (client.connection || client.hadConnection)) {
    const has = client.connection ? 'has a connection' : 'had a connection';
    throw invalidFields({
      transport: [`${client.hostname} ${has}, and local would read this server's own files instead of its.`],
    });
  }
  if (config.transport === 'pull') {
    const { errors } = readPullOptions(config);
    if (Object.keys(errors).length > 0) throw invalidFields(errors);
  }
  await requireOneClient(tx, config);
}

/** Two configs that are saved at once meet at the repository's row. */
async function requireOneClient(tx: Transaction, { clientId, repositoryId, transport }: Ends): Promise<void> {
  await lockRepository(tx, repositoryId);
  const others = { notClientId: clientId };
  const reachedBySsh = await findOtherClientsConfig(tx, repositoryId, { ...others, transport: 'ssh' });
  if (reachedBySsh) {
    const { hostname, label } = reachedBySsh;
    const message = `This repository belongs to ${hostname} alone: its config “${label}” uses ssh, so ${hostname} knows the passphrase. Use another repository.`;
    throw invalidFields({ repositoryId: [message] });
  }
  const other = transport === 'ssh' ? await findOtherClientsConfig(tx, repositoryId, others) : null;
  if (other) {
    const message = `With ssh a client learns the passphrase, so its repository can hold no other client's archives; ${other.hostname} (config “${other.label}”) uses this one. Use another repository.`;
    throw invalidFields({ repositoryId: [message] });
  }
  const guest = transport === 'ssh' ? await findOtherArchivesHost(tx, repositoryId, clientId) : null;
  if (guest !== null) {
    const message = `With ssh a client can read the whole repository, and this one holds archives of ${guest}. Use another repository.`;
    throw invalidFields({ repositoryId: [message] });
  }
}
