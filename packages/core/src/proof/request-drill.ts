import { findArchive, findGoodArchives, type StoredArchive } from '@borgcube/db/archive-store';
import { getBackupConfig } from '@borgcube/db/backup-config-store';
import type { Transaction } from '@borgcube/db/open-database';
import { DomainError, invalidFields } from '@borgcube/domain/error/domain-error';
import type { DrillJobData } from '@borgcube/domain/proof/drill';
import { drillKey } from '@borgcube/domain/proof/drill-key';
import type { JobRequest } from '@borgcube/plugin-kit/define-scheduled-action';

/** The drill that restores out of the archive that the data names, or out of the newest good one of its config. */
export async function requestDrill({
  config: data,
  tx,
}: {
  readonly config: DrillJobData;
  readonly tx: Transaction;
}): Promise<JobRequest> {
  const { repositoryId, clientId, configId } = await archiveOfDrill(tx, data);
  return {
    kind: 'verify-restore',
    target: data.archiveId ?? data.backupConfigId ?? '',
    configId: configId === null ? null : drillKey(configId),
    activeKey: `${data.archiveId ?? data.backupConfigId} ${data.scope}`,
    repositoryId,
    clientId,
    config: data,
  };
}

/** Throws where there is none that a restore could rely on. */
export async function archiveOfDrill(
  db: Transaction,
  { archiveId, backupConfigId }: Pick<DrillJobData, 'archiveId' | 'backupConfigId'>,
): Promise<StoredArchive> {
  if (archiveId !== null) {
    const archive = await findArchive(db, archiveId);
    if (!archive) throw invalidFields({ archiveId: [`There is no archive ${archiveId}.`] });
    if (archive.vanishedAt === null) return archive;
    throw nothing(`${archive.name} is not in its repository any more.`);
  }
  const { id, label } = await getBackupConfig(db, backupConfigId ?? '');
  const [newest] = await findGoodArchives(db, id, 1);
  if (newest) return newest;
  throw nothing(`There is no good archive of the backup config ${label} yet, so nothing can be restored.`);
}

function nothing(message: string): DomainError {
  return new DomainError('PRECONDITION_FAILED', 'archive-missing', message);
}
