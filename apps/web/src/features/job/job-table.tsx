import type { Job } from '@borgcube/domain/job/job';
import { useClock } from '../../ui/clock.tsx';
import { formatPercent } from '../../ui/format/count.ts';
import { formatDuration, formatEta } from '../../ui/format/duration.ts';
import { RowLink } from '../../ui/row-link.tsx';
import { Size } from '../../ui/size.tsx';
import { Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { Time } from '../../ui/time.tsx';
import { jobPath } from './job-path.ts';
import { knownEta } from './job-progress-words.ts';
import { JobStateWord } from './job-state-mark.tsx';
import { isRunning } from './job-state-word.ts';
import { jobDurationMs, jobTitle, startedByWords } from './job-words.ts';
import { waitsFor, waitsWords } from './queue-order.ts';
import { useRecordNames } from './record-names.ts';
import { useKindWords } from './use-kind-words.ts';

/** Number, what, state, started, how long, new data, started by. */
export function JobTable(props: { rows: readonly Job[]; unfinished: readonly Job[]; more?: More }) {
  const names = useRecordNames(props.rows);
  const { now } = useClock();
  const kindWord = useKindWords();
  const what = (job: Job) =>
    jobTitle(kindWord(job.kind), names.client(job.clientId), names.repository(job.repositoryId));
  const more = (job: Job) => standingWords(job, props.unfinished);
  return (
    <Table
      label="Jobs"
      rows={props.rows}
      rowKey={(job) => String(job.id)}
      rowName={(job) => `job ${job.id}`}
      href={(job) => jobPath(job.id)}
      columns={[
        {
          key: 'id',
          head: 'Job',
          width: 96,
          cell: (job) => <RowLink to={jobPath(job.id)}>{job.id}</RowLink>,
        },
        { key: 'what', head: 'What', cell: (job) => <span className="cut">{what(job)}</span> },
        {
          key: 'state',
          head: 'State',
          width: 290,
          cell: (job) => (
            <span className="row">
              <JobStateWord job={job} />
              <span className="ink2 small cut">{more(job)}</span>
            </span>
          ),
        },
        {
          key: 'started',
          head: 'Started',
          width: 140,
          cell: (job) => <Time at={job.timestampStart} as="date" absent="not started" />,
        },
        { key: 'took', head: 'Took', width: 104, align: 'right', cell: (job) => tookWords(job, now) },
        {
          key: 'new',
          from: 'medium',
          head: 'New data',
          width: 100,
          align: 'right',
          cell: (job) => <Size bytes={job.progress?.deduplicatedSize ?? null} absent="·" />,
        },
        {
          key: 'by',
          from: 'wide',
          head: 'Started by',
          width: 170,
          cell: (job) => <span className="ink2 cut">{startedByWords(job.createdBy)}</span>,
        },
      ]}
      phone={(job) => ({
        first: what(job),
        firstEnd: <JobStateWord job={job} />,
        second: (
          <>
            {job.id} · {more(job) ?? <Time at={job.timestampStart} as="date" absent="not started" />}
          </>
        ),
        secondEnd: tookWords(job, now),
      })}
      {...(props.more && { more: props.more })}
    />
  );
}

/** The words after the state: percent and ETA, what it waits for, why it failed. */
function standingWords(job: Job, unfinished: readonly Job[]): string | null {
  if (isRunning(job)) {
    const percent = job.progress?.percent ?? null;
    if (!job.progress || percent === null) return null;
    const etaMs = knownEta(job.progress);
    return etaMs === null ? formatPercent(percent) : `${formatPercent(percent)}, ${formatEta(etaMs)} left`;
  }
  if (job.failureCause) return job.failureCause.kind;
  return waitsWords(waitsFor(job, unfinished));
}

function tookWords(job: Job, now: Date): string {
  const ms = jobDurationMs(job, now);
  return ms === null ? '·' : formatDuration(ms);
}
