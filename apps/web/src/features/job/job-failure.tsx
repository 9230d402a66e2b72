import type { FailureAct } from '@borgcube/domain/failure/failure-words';
import type { Job, JobDetail } from '@borgcube/domain/job/job';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../frame/session.ts';
import { useClock } from '../../ui/clock.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { formatDuration } from '../../ui/format/duration.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { Time } from '../../ui/time.tsx';
import { configPath } from './config-path.ts';
import { DamageNamed } from './damage-named.tsx';
import { failureView } from './failure-view.ts';
import { RetryJob } from './job-acts.tsx';
import { JobLink } from './job-facts.tsx';
import css from './job-page.module.css';
import { JobStateWord } from './job-state-mark.tsx';
import { jobDurationMs } from './job-words.ts';
import type { RecordNames } from './record-names.ts';

const RestoreAgain = lazy(async () => ({
  default: (await import('../restore/restore-again.tsx')).RestoreAgain,
}));

const ATTEMPTS_ASKED = 10;

type Variant = 'filled' | 'default' | 'subtle';
/** One filled act, one plain, the rest quiet. */
const VARIANTS: readonly Variant[] = ['filled', 'default', 'subtle'];

/** Why it failed, what that means for the data, what to press; below it earlier runs with the same cause. */
export function JobFailure(props: { job: JobDetail; names: RecordNames }) {
  const { job, names } = props;
  const cause = job.failureCause ?? { kind: 'internal-error' };
  const view = failureView(cause, {
    client: names.client(job.clientId),
    repository: names.repository(job.repositoryId),
    jobKind: job.kind,
  });
  return (
    <>
      <div className={css.card}>
        <FailureCard
          tone="failed"
          cause={view.cause}
          title={view.title}
          meaning={view.meaning}
          evidence={view.evidence}
          acts={view.acts.map((act, index) => (
            <Act key={act} act={act} job={job} variant={VARIANTS[index] ?? 'subtle'} />
          ))}
        />
      </div>
      {!job.receipt && <DamageNamed cause={cause} />}
      <Attempts job={job} kind={cause.kind} />
    </>
  );
}

function Act(props: { act: FailureAct; job: JobDetail; variant: Variant }) {
  const { act, job, variant } = props;
  const admin = useMay('admin');
  const operator = useMay('operator');
  if (act === 'change-restore')
    return (
      <Suspense>
        <RestoreAgain job={job} variant={variant} />
      </Suspense>
    );
  if (act === 'retry') return <RetryJob job={job} variant={variant} />;
  const place = placeOf(act, job);
  if (!place || !(place.admin ? admin : operator)) return null;
  return (
    <LinkButton to={place.to} variant={variant}>
      {place.label}
    </LinkButton>
  );
}

/** Where an act is done, and what its button says; null where the job names no such record. */
function placeOf(act: FailureAct, job: Job): { to: string; label: string; admin?: boolean } | null {
  const client = job.clientId && `/clients/${job.clientId}`;
  const repository = job.repositoryId && `/repositories/${job.repositoryId}`;
  switch (act) {
    case 'test-connection':
      return client ? { to: `${client}/connection`, label: 'Test connection' } : null;
    case 'accept-host-key':
      return client ? { to: `${client}/connection`, label: 'Accept host key…', admin: true } : null;
    case 'edit-connection':
      return client ? { to: `${client}/edit`, label: 'Edit connection', admin: true } : null;
    case 'edit-config': {
      const to = configPath(job);
      const label = job.kind === 'check' ? 'Edit check' : 'Edit config';
      return to ? { to, label, admin: true } : null;
    }
    case 'change-passphrase':
      return repository ? { to: `${repository}/edit`, label: 'Change passphrase', admin: true } : null;
    case 'connect-repository':
    case 'break-lock':
    case 'open-repository':
      return repository ? { to: repository, label: 'Open repository' } : null;
    case 'open-plan': {
      const planId = job.failureCause?.planId;
      return typeof planId === 'string'
        ? { to: `/retention/plans/${planId}`, label: 'See the plan' }
        : { to: '/archives', label: 'Open archives' };
    }
    case 'open-archives':
      return { to: job.clientId ? `/archives?client=${job.clientId}` : '/archives', label: 'Open archives' };
    case 'change-restore':
    case 'retry':
      return null;
  }
}

/** Runs of the same config that ended the same way, without a good one between: one incident. */
function Attempts(props: { job: JobDetail; kind: string }) {
  const { job } = props;
  const { now } = useClock();
  const asked = { ...(job.clientId && { clientId: job.clientId }), kind: job.kind, limit: ATTEMPTS_ASKED };
  const { data } = useQuery({ ...trpc.jobs.list.queryOptions(asked), enabled: job.configId !== null });
  const ended = (data?.items ?? []).filter(
    (other) => other.configId === job.configId && other.id <= job.id && other.timestampEnd !== null,
  );
  const good = ended.findIndex((other) => other.failureCause?.kind !== props.kind);
  const same = good < 0 ? ended : ended.slice(0, good);
  if (same.length < 2) return null;
  return (
    <Section title="Attempts" note="same cause, one incident">
      <ul className={css.attempts}>
        {same.map((attempt) => (
          <li key={attempt.id}>
            {attempt.id === job.id ? <span className="name">{attempt.id}</span> : <JobLink id={attempt.id} />}
            <JobStateWord job={attempt} />
            <Time at={attempt.timestampStart ?? attempt.createdAt} as="date" />
            <span className={`${css.wide} ink3`}>{formatDuration(jobDurationMs(attempt, now) ?? 0)}</span>
            <span className={`${css.wide} mono ink2 cut`}>{attempt.failureCause?.message}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
