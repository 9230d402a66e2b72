import type { JobDetail } from '@borgcube/domain/job/job';
import type { ReactNode } from 'react';
import { Facts } from '../../ui/facts.tsx';
import { formatDuration } from '../../ui/format/duration.ts';
import { Section } from '../../ui/section.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { FrozenConfig } from './frozen-config.tsx';
import { jobWaitedMs, startedByWords } from './job-words.ts';
import type { RecordNames } from './record-names.ts';

/** What this run is: of what, to where, who started it and when. */
export function JobFacts(props: { job: JobDetail; names: RecordNames }) {
  const { job, names } = props;
  const transport = job.config?.transport;
  const client = job.clientId && (
    <RecordLink noun="clients" id={job.clientId} name={names.client(job.clientId)} />
  );
  const repository = job.repositoryId && (
    <RecordLink noun="repositories" id={job.repositoryId} name={names.repository(job.repositoryId)} />
  );
  return (
    <Section title="This run">
      <Facts
        facts={[
          fact('Client', client),
          fact('Config', tellsMore(job.config) && <FrozenConfig job={job} />),
          fact('Repository', repository),
          fact('Target', targetOf(job)),
          fact('Transport', typeof transport === 'string' && transport),
          fact('Started by', startedByWords(job.createdBy)),
          fact('Queued', <Time at={job.createdAt} as="date" />),
          fact(
            'Started',
            job.timestampStart && <Started at={job.timestampStart} waitedMs={jobWaitedMs(job)} />,
          ),
          fact('Ended', job.timestampEnd && <Time at={job.timestampEnd} as="clock" />),
          fact('Attempt', job.attempt),
          fact('Retry of', job.retryOf !== null && <JobLink id={job.retryOf} />),
        ]}
      />
    </Section>
  );
}

/** Where a restore writes to. */
function targetOf({ kind, config }: JobDetail): ReactNode {
  const { path }: { path?: unknown } = Object(config?.target);
  return kind === 'restore' && typeof path === 'string' && <span className="mono">{path}</span>;
}

/** A compaction knows its repository and nothing else, which stands here anyway. */
function tellsMore(config: JobDetail['config']): boolean {
  return Object.keys(config ?? {}).some((key) => key !== 'repositoryId');
}

/** What is not known or does not apply is left out. */
function fact(name: string, value: ReactNode): readonly [string, ReactNode | undefined] {
  return [name, value === null || value === false || value === '' ? undefined : value];
}

function Started(props: { at: string; waitedMs: number | null }) {
  const waited = props.waitedMs ?? 0;
  return (
    <>
      <Time at={props.at} as="clock" />
      {waited >= 1000 && `, waited ${formatDuration(waited)}`}
    </>
  );
}

function RecordLink(props: { noun: 'clients' | 'repositories'; id: string; name: string | null }) {
  return <TextLink to={`/${props.noun}/${props.id}`}>{props.name ?? 'show'}</TextLink>;
}

export function JobLink(props: { id: number }) {
  return <TextLink to={`/jobs/${props.id}`}>{props.id}</TextLink>;
}
