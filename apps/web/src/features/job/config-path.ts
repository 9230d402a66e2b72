import type { JobDetail } from '@borgcube/domain/job/job';
import { configOfDrill } from '@borgcube/domain/proof/drill-key';

/** Where the config is edited, of a drill the backup config that it tried; null for a job that has none. */
export function configPath({
  kind,
  clientId,
  configId: key,
}: Pick<JobDetail, 'kind' | 'clientId' | 'configId'>): string | null {
  const configId = configOfDrill(key) ?? key;
  if (configId === null) return null;
  if (kind === 'check') return `/verification/${configId}`;
  return clientId && `/clients/${clientId}/configs/${configId}`;
}
