import { findBackupConfig } from '@borgcube/db/backup-config-store';
import { findClient } from '@borgcube/db/client-store';
import { getRepository } from '@borgcube/db/repository-store';
import type { CatalogFacts } from '@borgcube/domain/catalog/catalog-questions';
import type { DrillJobData } from '@borgcube/domain/proof/drill';
import type { CoreContext } from '../core-context.ts';
import type { DrillFinding } from './record-proof.ts';
import { archiveOfDrill } from './request-drill.ts';

/** What a proof says of where it comes from, as it is called now. */
export type DrillSubject = Pick<
  DrillFinding,
  | 'repositoryId'
  | 'repositoryName'
  | 'clientId'
  | 'clientHostname'
  | 'configId'
  | 'configLabel'
  | 'archiveId'
  | 'archiveName'
  | 'archiveTimestamp'
>;

export interface LoadedDrill extends DrillSubject {
  /** Borg's id of the archive. */
  readonly fingerprint: string;
}

/** The archive that a drill is about, chosen now. Throws where there is none. */
export async function loadDrill({ db }: Pick<CoreContext, 'db'>, data: DrillJobData): Promise<LoadedDrill> {
  const { id, name, timestamp, fingerprint, ...archive } = await archiveOfDrill(db, data);
  const { repositoryId, clientId, configId } = archive;
  const client = clientId === null ? null : await findClient(db, clientId);
  const config = configId === null ? null : await findBackupConfig(db, configId);
  return {
    fingerprint,
    repositoryId,
    repositoryName: (await getRepository(db, repositoryId)).name,
    clientId,
    clientHostname: client?.hostname ?? null,
    configId,
    configLabel: config?.label ?? null,
    archiveId: id,
    archiveName: name,
    archiveTimestamp: timestamp.toISOString(),
  };
}

/** What the catalog says of paths of the archive; null: the archive is not in there. */
export async function readFacts(
  { catalog }: Pick<CoreContext, 'catalog'>,
  { repositoryId, archiveId }: Pick<DrillSubject, 'repositoryId' | 'archiveId'>,
  paths: readonly string[],
): Promise<readonly (CatalogFacts | null)[] | null> {
  const answer = await catalog.ask(repositoryId, 'facts', { archiveId, paths });
  return answer === 'not-listed' ? null : answer;
}
