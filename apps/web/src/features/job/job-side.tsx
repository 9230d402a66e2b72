import type { JobDetail } from '@borgcube/domain/job/job';
import { useQueries, useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatCount } from '../../ui/format/count.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { formatSize } from '../../ui/format/size.ts';
import { Section } from '../../ui/section.tsx';
import { lastGoodArchives, rangeOf } from './against-last-runs.ts';
import { JobFacts, JobLink } from './job-facts.tsx';
import { JobTold } from './job-told.tsx';
import { jobKindWord } from './job-words.ts';
import type { RecordNames } from './record-names.ts';
import { useRecordNames } from './record-names.ts';

const BEHIND_SHOWN = 5;

export function JobSide(props: { job: JobDetail; names: RecordNames }) {
  return (
    <>
      <JobFacts {...props} />
      <AgainstLastFive job={props.job} />
      <WaitingBehind ids={props.job.waitingBehind} />
      <JobTold job={props.job} />
    </>
  );
}

function AgainstLastFive(props: { job: JobDetail }) {
  const { job } = props;
  const asked = { ...(job.clientId && { clientId: job.clientId }), limit: 50 };
  const { data } = useQuery({ ...trpc.archives.list.queryOptions(asked), enabled: job.configId !== null });
  const last = lastGoodArchives(data?.items ?? [], job.configId, job.id);
  if (last.length === 0) return null;
  const row = (name: string, values: (number | null)[], say: (value: number) => string) => {
    const range = rangeOf(values);
    return [name, range === null ? undefined : <RangeWords key={name} range={range} say={say} />] as const;
  };
  return (
    <Section title={last.length === 5 ? 'Against the last five' : 'Against the last good runs'}>
      <Facts
        facts={[
          row(
            'Duration',
            last.map((archive) => archive.duration),
            formatDuration,
          ),
          row(
            'Files',
            last.map((archive) => archive.nfiles),
            formatCount,
          ),
          row(
            'Original',
            last.map((archive) => archive.originalSize),
            formatSize,
          ),
          row(
            'New',
            last.map((archive) => archive.deduplicatedSize),
            formatSize,
          ),
        ]}
      />
    </Section>
  );
}

function RangeWords(props: {
  range: { median: number; least: number; most: number };
  say: (value: number) => string;
}) {
  const { median, least, most } = props.range;
  return (
    <>
      {props.say(median)}{' '}
      {least !== most && (
        <span className="ink3">
          {props.say(least)} to {props.say(most)}
        </span>
      )}
    </>
  );
}

function WaitingBehind(props: { ids: readonly number[] }) {
  const shown = props.ids.slice(0, BEHIND_SHOWN);
  const found = useQueries({ queries: shown.map((id) => trpc.jobs.get.queryOptions({ id })) });
  const jobs = found.map((query) => query.data).filter((job) => job !== undefined);
  const names = useRecordNames(jobs);
  if (props.ids.length === 0) return null;
  return (
    <Section title="Waiting behind it" note={props.ids.length}>
      <ul>
        {shown.map((id) => {
          const job = jobs.find((candidate) => candidate.id === id);
          return (
            <li key={id} className="row">
              <JobLink id={id} />
              {job && (
                <span className="name">
                  {names.client(job.clientId) ?? names.repository(job.repositoryId)}
                </span>
              )}
              {job && <span className="ink3">{jobKindWord(job.kind)}</span>}
            </li>
          );
        })}
        {props.ids.length > shown.length && <li className="ink3">{props.ids.length - shown.length} more</li>}
      </ul>
    </Section>
  );
}
