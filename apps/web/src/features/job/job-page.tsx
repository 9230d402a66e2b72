import type { JobDetail } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section, Split } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { useSeconds } from '../../ui/use-seconds.ts';
import { CancelJob, DeleteJob, RetryJob } from './job-acts.tsx';
import { JobDone } from './job-done.tsx';
import { JobLink } from './job-facts.tsx';
import { JobFailure } from './job-failure.tsx';
import { JobLog } from './job-log.tsx';
import { JobRunning } from './job-running.tsx';
import { JobSide } from './job-side.tsx';
import { JobStateWord } from './job-state-mark.tsx';
import { isQueued, isRunning } from './job-state-word.ts';
import { jobTitle } from './job-words.ts';
import { useRecordNames } from './record-names.ts';
import { StateTrack } from './state-track.tsx';
import { useKindWords } from './use-kind-words.ts';

export function JobPage() {
  const { id } = useParams({ strict: false });
  const { data: job } = useSuspenseQuery(trpc.jobs.get.queryOptions({ id: Number(id) }));
  const names = useRecordNames([job]);
  const now = useSeconds(isRunning(job));
  const kindWord = useKindWords();
  const title = jobTitle(kindWord(job.kind), names.client(job.clientId), names.repository(job.repositoryId));
  const verboseState = job.states.find((state) => state.name === job.state)?.verboseName;
  return (
    <>
      <PageHead
        hasTimes
        crumbs={[{ label: 'Jobs', to: '/jobs' }]}
        title={String(job.id)}
        note={title}
        state={<JobStateWord job={job} verboseState={verboseState} tinted />}
        acts={
          <>
            <span className="desk-only">
              <CopyButton label="Copy link" text={location.href} />
            </span>
            {job.state === 'cancelled' && <RetryJob job={job} />}
            <CancelJob job={job} title={title} />
            <DeleteJob job={job} />
          </>
        }
      />
      <StateTrack job={job} now={now} />
      <Split
        main={
          <>
            <JobStanding job={job} now={now} names={names} />
            <JobLog key={job.id} jobId={job.id} running={!isFinal(job.state)} />
          </>
        }
        side={<JobSide job={job} names={names} />}
      />
    </>
  );
}

function JobStanding(props: { job: JobDetail; now: Date; names: ReturnType<typeof useRecordNames> }) {
  const { job } = props;
  if (isQueued(job)) return <JobQueued job={job} />;
  if (isRunning(job)) return <JobRunning job={job} now={props.now} />;
  if (job.state === 'failed') {
    return (
      <>
        <JobFailure job={job} names={props.names} />
        <JobDone job={job} />
      </>
    );
  }
  if (job.state === 'cancelled') {
    return (
      <>
        <Section>
          <p className="ink2">This job was cancelled.{job.kind === 'backup' && ' It made no archive.'}</p>
        </Section>
        {job.receipt && <JobDone job={job} />}
      </>
    );
  }
  return <JobDone job={job} />;
}

function JobQueued(props: { job: JobDetail }) {
  const { waitsFor, hold, problem } = props.job;
  if (problem !== null) {
    return (
      <Section>
        <StateWord tone="warning">Needs what is not here</StateWord>
        <p>{problem}</p>
        <p className="ink2">It waits as it was made, until there is a server that can run it.</p>
      </Section>
    );
  }
  if (hold) {
    return (
      <Section>
        <p>
          {hold.sentence} {hold.jobId !== null && <JobLink id={hold.jobId} />}
        </p>
      </Section>
    );
  }
  return (
    <Section>
      {waitsFor.length === 0 ? (
        <p>It starts as soon as a worker is free.</p>
      ) : (
        <p>
          Waits for{' '}
          {waitsFor.map((id, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <JobLink id={id} />
            </span>
          ))}
          : one repository takes one writing job at a time.
        </p>
      )}
    </Section>
  );
}
