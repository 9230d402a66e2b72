import { listOpenAlerts, type StoredAlert } from '@borgcube/db/alert-store';
import type { IncidentEvent } from '@borgcube/domain/notification/notification-message';
import type { Incident } from '@borgcube/domain/overview/dashboard';
import type { CoreContext } from '../core-context.ts';

const READ_MAX = 200;

interface Shown {
  readonly state: Incident['state'];
  readonly acts: readonly string[];
}

/** What is open of the kinds that the start page does not find out by itself. */
const SHOWN: Partial<Record<IncidentEvent, Shown>> = {
  'scheduler-stopped': { state: 'failed', acts: ['open-system'] },
  'job-failed': { state: 'failed', acts: ['open-job'] },
  'repository-damaged': { state: 'failed', acts: ['open-checks', 'open-job'] },
  'repository-tampered': { state: 'failed', acts: ['open-checks', 'open-repository'] },
  'repository-full-soon': { state: 'warning', acts: ['open-repository'] },
  'compact-overdue': { state: 'warning', acts: ['open-checks'] },
  'plan-refused': { state: 'warning', acts: ['open-job'] },
};

export async function findOpenIncidents({ db }: Pick<CoreContext, 'db'>): Promise<Incident[]> {
  // Oldest first, and as many as a person could ever look at.
  const events = Object.keys(SHOWN) as IncidentEvent[]; // the keys of a record are widened to texts
  const open = await listOpenAlerts(db, { events }, READ_MAX);
  // Failed backups are found with the clients that they belong to.
  return open.filter(({ key }) => !key.startsWith('job-failed:backup:')).flatMap(incidentOf);
}

function incidentOf(alert: StoredAlert): Incident[] {
  const shown = SHOWN[alert.event];
  if (!shown) return [];
  const { id, event, subject, sentence, evidence, clientId, configId, repositoryId, jobId, openedAt } = alert;
  return [
    {
      ...{ id: `alert-${id}`, event, state: shown.state, subject, sentence, evidence },
      ...{ since: openedAt.toISOString(), clientId, configId, repositoryId, jobId, archiveId: null },
      acts: [...shown.acts],
    },
  ];
}
