import {
  countFailuresInARow,
  listNames,
  listNewestSuspects,
  listUnmendedFailures,
  type ProtectedClient,
} from '@borgcube/db/overview-store';
import { isUnusual, UNUSUAL } from '@borgcube/domain/archive/judge-changes';
import { durationWords } from '@borgcube/domain/duration/duration-words';
import { failureWords } from '@borgcube/domain/failure/failure-words';
import type { Incident } from '@borgcube/domain/overview/dashboard';
import type { CoreContext } from '../core-context.ts';
import { toJobView } from '../job/job-view.ts';
import { withoutContents } from '../job/shown-job.ts';
import { findOpenIncidents } from './open-incidents.ts';

const LOOK_BACK_MS = 30 * 86_400_000;
const READ_MAX = 500;
const RANK: Record<Incident['state'], number> = { failed: 0, suspect: 1, stale: 2, warning: 3 };

const NOWHERE = { clientId: null, configId: null, repositoryId: null, jobId: null, archiveId: null };

/** What needs a person: at most one incident a client, the worst of it; oldest first. */
export async function findIncidents(
  ctx: CoreContext,
  clients: readonly ProtectedClient[],
  now: Date,
): Promise<Incident[]> {
  const since = new Date(now.getTime() - LOOK_BACK_MS);
  const all = [
    ...(await failures(ctx, since)),
    ...(await suspects(ctx, since)),
    ...stale(clients, now),
    ...(await findOpenIncidents(ctx)),
  ];
  const worst = new Map<string, Incident>();
  for (const incident of all.sort((a, b) => RANK[a.state] - RANK[b.state])) {
    const key = incident.clientId ?? incident.id;
    if (!worst.has(key)) worst.set(key, incident);
  }
  return [...worst.values()].sort((a, b) => (a.since ?? '').localeCompare(b.since ?? ''));
}

async function failures(ctx: CoreContext, since: Date): Promise<Incident[]> {
  const jobs = await listUnmendedFailures(ctx.db, since, READ_MAX);
  const names = await listNames(
    ctx.db,
    present(jobs.map((job) => job.clientId)),
    present(jobs.map((job) => job.repositoryId)),
  );
  const found: Incident[] = [];
  for (const row of jobs) {
    const job = withoutContents(toJobView(row));
    const cause = (job.failureCause ?? { kind: 'internal-error' }) as Parameters<typeof failureWords>[0]; // kinds of plugins are dotted
    const client = names.get(row.clientId ?? '') ?? null;
    const words = failureWords(cause, { client, repository: names.get(row.repositoryId ?? '') ?? null });
    found.push({
      ...NOWHERE,
      event: 'job-failed',
      id: `job-${row.id}`,
      state: 'failed',
      subject: client ?? `Job ${row.id}`,
      sentence: words.heading.replace(/\.$/, ''),
      evidence: cause.message ?? cause.kind,
      since: job.timestampEnd,
      clientId: row.clientId,
      configId: row.configId,
      repositoryId: row.repositoryId,
      jobId: row.id,
      acts: [words.acts.includes('test-connection') ? 'test-connection' : 'back-up-now', 'open-job'],
    });
  }
  return found;
}

/** Failures tell how often in a row; asked only for those that are shown. */
export async function withRepeats(ctx: CoreContext, incidents: readonly Incident[]): Promise<Incident[]> {
  const told: Incident[] = [];
  for (const incident of incidents) {
    const asked = incident.event === 'job-failed' && incident.configId !== null;
    const inARow = asked ? await countFailuresInARow(ctx.db, incident.configId ?? '') : 1;
    const times = inARow > 1 ? `, ${inARow} times in a row` : '';
    told.push({ ...incident, sentence: `${incident.sentence}${times}` });
  }
  return told;
}

async function suspects(ctx: CoreContext, since: Date): Promise<Incident[]> {
  const archives = await listNewestSuspects(ctx.db, { since, lasting: UNUSUAL, take: READ_MAX });
  const names = await listNames(
    ctx.db,
    archives.map((archive) => archive.clientId),
    [],
  );
  return archives.map((archive) => ({
    ...NOWHERE,
    event: 'archive-suspect',
    id: `archive-${archive.id}`,
    state: 'suspect',
    subject: names.get(archive.clientId) ?? 'An archive',
    sentence: `${isUnusual(archive.suspect) ? 'An' : 'The newest'} archive of ${names.get(archive.clientId) ?? 'a client'} is suspect`,
    evidence: archive.suspect,
    since: archive.timestamp.toISOString(),
    clientId: archive.clientId,
    configId: archive.configId,
    jobId: archive.jobId,
    archiveId: archive.id,
    acts: ['compare-archive', 'browse-archive'],
  }));
}

function stale(clients: readonly ProtectedClient[], now: Date): Incident[] {
  return clients
    .filter((client) => isOver(client, now))
    .map((client) => ({
      ...NOWHERE,
      event: 'client-stale',
      id: `client-${client.id}`,
      state: 'stale',
      subject: client.hostname,
      sentence:
        client.newestGoodArchiveAt === null
          ? `${client.hostname} has no good archive yet`
          : `${client.hostname} has no good archive since then`,
      evidence: `objective ${durationWords(client.objective)}`,
      since: (client.newestGoodArchiveAt ?? client.expectedSince).toISOString(),
      clientId: client.id,
      acts: ['back-up-now', 'open-client'],
    }));
}

/** Older than its objective; a client without any archive counts from when its first config was made. */
export function isOver(client: ProtectedClient, now: Date): boolean {
  const from = client.newestGoodArchiveAt ?? client.expectedSince;
  return now.getTime() - from.getTime() > client.objective;
}

function present(ids: ReadonlyArray<string | null>): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
