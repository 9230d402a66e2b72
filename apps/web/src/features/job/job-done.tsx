import type { JobDetail } from '@borgcube/domain/job/job';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { trpc } from '../../api/client.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { counted } from '../../ui/format/count.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Section } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { Time } from '../../ui/time.tsx';
import { AcceptSuspect } from '../archive/archive-mark-acts.tsx';
import { suspectWords } from '../archive/suspect-words.ts';
import { CompareWithLastGood } from '../archive-diff/compare-with-last-good.tsx';
import { failureView } from './failure-view.ts';
import css from './job-page.module.css';
import { jobKindWord } from './job-words.ts';

const RestoreReceipt = lazy(async () => ({
  default: (await import('../restore/restore-receipt.tsx')).RestoreReceipt,
}));

const ProofOfJob = lazy(async () => ({ default: (await import('../proof/proof-of-job.tsx')).ProofOfJob }));

/** A job that ended well: its archive with Browse, and what Borg remarked. */
export function JobDone(props: { job: JobDetail }) {
  const { job } = props;
  const remarks = remarksBeside(job);
  return (
    <>
      {remarks.length > 0 && <Remarks job={job} lines={remarks} />}
      <Came job={job} />
      {job.archiveId !== null && <ArchiveLine id={job.archiveId} isMain={job.kind === 'backup'} />}
    </>
  );
}

/** To what it came: a receipt, a proof, or a sentence. */
function Came(props: { job: JobDetail }) {
  const { job } = props;
  if (job.receipt)
    return (
      <Suspense fallback={<LoadingRows rows={4} />}>
        <RestoreReceipt job={job} receipt={job.receipt} />
      </Suspense>
    );
  if (job.kind === 'verify-restore')
    return (
      <Suspense>
        <ProofOfJob job={job} />
      </Suspense>
    );
  return job.state === 'done' && job.kind !== 'backup' && <Result job={job} />;
}

/** What Borg remarked, without what the failure card says already. */
function remarksBeside(job: JobDetail): string[] {
  const told = job.failureCause
    ? failureView(job.failureCause, { client: null, repository: null }).evidence
    : [];
  return (job.borgWarning ?? []).filter((remark) => !told.some((line) => remark.includes(line)));
}

/** What a job that makes no archive came to, in its own words: `Compaction freed about 5.1 MiB.` */
function Result(props: { job: JobDetail }) {
  return (
    <Section title="Result">
      <p>{props.job.progress?.message ?? 'Done.'}</p>
    </Section>
  );
}

function Remarks(props: { job: JobDetail; lines: readonly string[] }) {
  const word = jobKindWord(props.job.kind);
  const done = props.job.state === 'done' ? `The ${word} is done` : `The ${word} did not end well`;
  return (
    <div className={css.card}>
      <FailureCard
        tone="warning"
        cause="borg-warning"
        title={`${done}, with ${counted(props.lines.length, 'remark')}.`}
        meaning={
          props.job.state === 'done' && props.job.kind === 'backup'
            ? 'The archive is in the repository. What is named below may be missing in it.'
            : ''
        }
        evidence={props.lines}
      />
    </div>
  );
}

function ArchiveLine(props: { id: string; isMain: boolean }) {
  const { data: archive, error } = useQuery(trpc.archives.get.queryOptions({ id: props.id }));
  if (error) return <Section title="Archive">This job’s archive is gone from the repository.</Section>;
  if (!archive) return <Section title="Archive">&nbsp;</Section>;
  return (
    <Section title="Archive">
      <div className={css.archive}>
        <span className="name">{archive.name}</span>
        <Time at={archive.timestamp} as="date" />
        <span className="ink2">
          <Size bytes={archive.originalSize} /> ·{' '}
          {archive.nfiles === null ? 'files not known' : counted(archive.nfiles, 'file')} ·{' '}
          <Size bytes={archive.deduplicatedSize} /> new
        </span>
        {archive.suspect === null ? (
          <StateWord tone="ok">Good</StateWord>
        ) : (
          <StateWord tone="suspect">Suspect</StateWord>
        )}
        {archive.suspect !== null && <span>{suspectWords(archive.suspect)}</span>}
        <AcceptSuspect archive={archive} />
        <span className="grow" />
        <CompareWithLastGood archive={archive} size="md" />
        <LinkButton to={`/archives/${archive.id}/browse/`} variant={props.isMain ? 'filled' : 'default'}>
          Browse
        </LinkButton>
      </div>
    </Section>
  );
}
