import type { Incident } from '@borgcube/domain/overview/dashboard';

/** Something to press: a place to go to, or a backup to run at once. */
export type IncidentAct = { label: string; to: string; run?: undefined } | { label: string; run: string };

/** The acts of an incident in the server's order; those that have no target or are forbidden are left out. */
export function incidentActs(incident: Incident, operator: boolean): IncidentAct[] {
  return incident.acts.flatMap((act) => actOf(act, incident, operator) ?? []);
}

function actOf(act: string, incident: Incident, operator: boolean): IncidentAct | null {
  const { clientId, configId, repositoryId, jobId, archiveId } = incident;
  switch (act) {
    case 'back-up-now':
      return operator && configId ? { label: 'Back up now', run: configId } : null;
    case 'test-connection':
      return operator && clientId
        ? { label: 'Test connection', to: `/clients/${clientId}/connection` }
        : null;
    case 'open-job':
      return jobId === null ? null : { label: `Job ${jobId}`, to: `/jobs/${jobId}` };
    case 'compare-archive':
      return operator && archiveId
        ? { label: 'Compare with last good', to: `/archives/${archiveId}/compare` }
        : null;
    case 'browse-archive':
      return operator && archiveId ? { label: 'Browse', to: `/archives/${archiveId}/browse/` } : null;
    case 'open-client':
      return clientId ? { label: 'Open client', to: `/clients/${clientId}` } : null;
    case 'open-repository':
      return repositoryId ? { label: 'Open repository', to: `/repositories/${repositoryId}` } : null;
    case 'open-checks':
      return repositoryId ? { label: 'Open checks', to: `/repositories/${repositoryId}/checks` } : null;
    case 'open-system':
      return { label: 'See workers', to: '/settings/system' };
    default:
      return null;
  }
}
