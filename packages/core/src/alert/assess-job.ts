import type { RepositoryState } from '@borgcube/db/alert-cause-store';
import { findOpenAlerts } from '@borgcube/db/alert-store';
import { listRulesInForce } from '@borgcube/db/notification-rule-store';
import type { Transaction } from '@borgcube/db/open-database';
import { insertMessages } from '@borgcube/db/outbox-store';
import { afterCommit } from '@borgcube/db/transaction';
import { failureWords } from '@borgcube/domain/failure/failure-words';
import type { Job } from '@borgcube/domain/job/job';
import type { IncidentEvent } from '@borgcube/domain/notification/notification-message';
import { configOfDrill } from '@borgcube/domain/proof/drill-key';
import type { CoreContext } from '../core-context.ts';
import { withoutContents } from '../job/shown-job.ts';
import { channelsFor } from '../notification/matching-rules.ts';
import { findNames, type Names } from './find-names.ts';
import { type AlertContext, endIncident, openIncident } from './incident.ts';
import { outcomeMessage } from './outcome-message.ts';

type JobContext = AlertContext & Pick<CoreContext, 'kinds'>;
type Refs = Pick<Job, 'kind' | 'configId' | 'repositoryId' | 'clientId'>;

/** The same for every run of the same work: its failures are one incident until a run ends well. */
export function jobKeys(job: Refs): Readonly<Record<'job-failed' | 'plan-refused', string>> {
  const work = [job.kind, job.configId ?? '', job.repositoryId ?? job.clientId ?? ''].join(':');
  return { 'job-failed': `job-failed:${work}`, 'plan-refused': `plan-refused:${work}` };
}

/** Looks at a job that ended, as part of the transaction that ended it. */
export async function assessJobIn(
  tx: Transaction,
  ctx: JobContext,
  job: Job,
  repository: RepositoryState | null,
): Promise<void> {
  const keys = jobKeys(job);
  const open = await findOpenAlerts(tx, Object.values(keys));
  if (job.state === 'done') {
    for (const alert of open) await endIncident(tx, ctx, alert);
    await tellOutcome(tx, ctx, job, repository);
  }
  if (job.state !== 'failed' || !isWatched(job) || isToldByRepository(job, repository)) return;
  const event: IncidentEvent = job.failureCause?.kind === 'plan-refused' ? 'plan-refused' : 'job-failed';
  // It got as far as its plan: whatever it failed of before is over.
  const mended = event === 'plan-refused' ? open.filter((alert) => alert.event === 'job-failed') : [];
  for (const alert of mended) await endIncident(tx, ctx, alert);
  await openIncident(tx, ctx, {
    key: keys[event],
    event,
    ...wordsOf(ctx, job, await namesOf(tx, job, repository)),
  });
}

/** What a person starts once, by hand and without a config, is looked at by that person. */
function isWatched({ configId, createdBy }: Job): boolean {
  return configId !== null || !/^(user|token|cli):/.test(createdBy);
}

/** Damage that is on record, and tampering, are incidents of the repository, whichever job met them. */
function isToldByRepository({ failureCause }: Job, repository: RepositoryState | null): boolean {
  if (failureCause?.kind === 'repository-damaged') return (repository?.damagedJobId ?? null) !== null;
  return failureCause?.kind === 'repository-tampered';
}

/** The repository was read already. */
async function namesOf(
  tx: Transaction,
  { clientId }: Job,
  repository: RepositoryState | null,
): Promise<Names> {
  const { client } = await findNames(tx, { clientId, repositoryId: null });
  return { client, repository: repository?.name ?? null };
}

function wordsOf(ctx: JobContext, job: Job, names: Names) {
  const { clientId, configId, repositoryId, failureCause } = withoutContents(job);
  const cause = (failureCause ?? { kind: 'internal-error' }) as Parameters<typeof failureWords>[0]; // kinds of plugins are dotted
  return {
    names,
    subject: workWords(ctx, job, names),
    sentence: failureWords(cause, names).heading.replace(/\.$/, ''),
    evidence: cause.message ?? cause.kind,
    ...(job.timestampEnd === null ? {} : { since: new Date(job.timestampEnd) }),
    clientId,
    // What a person does about a drill is not done with its config.
    configId: configOfDrill(configId) === null ? configId : null,
    repositoryId,
    jobId: job.id,
  };
}

/** `Backup of web03 to vault` */
function workWords({ kinds }: JobContext, { kind }: Job, { client, repository }: Names): string {
  const what = kinds.jobKinds.get(kind)?.verboseName ?? kind;
  if (client === null) return repository === null ? what : `${what} of ${repository}`;
  return repository === null ? `${what} of ${client}` : `${what} of ${client} to ${repository}`;
}

/** Outcomes that some rule asks for, each told on its own. */
async function tellOutcome(
  tx: Transaction,
  ctx: JobContext,
  job: Job,
  repository: RepositoryState | null,
): Promise<void> {
  const rules = await listRulesInForce(tx);
  const event = job.borgWarning === null ? 'job-done' : 'job-warning';
  if (!rules.some((rule) => rule.events.includes(event))) return;
  const names = await namesOf(tx, job, repository);
  const repositoryIds = job.repositoryId === null ? [] : [job.repositoryId];
  const channelIds = channelsFor(rules, { event, hostname: names.client, repositoryIds });
  const message = outcomeMessage(event, job, { ...names, work: workWords(ctx, job, names) });
  const rows = channelIds.map((channelId) => ({
    channelId,
    alertId: null,
    jobId: job.id,
    phase: message.phase,
    key: `${message.id}:${channelId}`,
    payload: message,
  }));
  await insertMessages(tx, rows, ctx.clock());
  if (rows.length === 0) return;
  afterCommit(tx, () => ctx.bus.publish({ type: 'record', noun: 'alert', recordId: message.id }));
}
