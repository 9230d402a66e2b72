import type { Archive } from '@borgcube/domain/archive/archive';
import type { ArchiveCatalog } from '@borgcube/domain/catalog/catalog';
import type { JobDetail } from '@borgcube/domain/job/job';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { counted } from '../../ui/format/count.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { toast } from '../../ui/toast.tsx';
import { failureView } from '../job/failure-view.ts';
import { useRecordNames } from '../job/record-names.ts';
import css from './catalog-band.module.css';

/** Says of an archive that is not listed what that means, how far its listing is, or why it failed; with the act that lists it. */
export function CatalogBand(props: {
  archive: Pick<Archive, 'id' | 'nfiles' | 'vanishedAt'>;
  catalog: ArchiveCatalog;
  /** Where two stand below each other: which archive it is. */
  name?: string;
}) {
  const { archive, catalog, name } = props;
  const { data: job } = useQuery({
    ...trpc.jobs.get.queryOptions({ id: catalog.jobId ?? 0 }),
    enabled: catalog.jobId !== null && (catalog.state === 'building' || catalog.state === 'failed'),
  });
  if (catalog.state === 'ready' || archive.vanishedAt !== null) return null;
  const subject = name ?? 'This archive';
  return (
    <div className={css.band} role="status">
      {catalog.state === 'building' && <Building subject={subject} job={job} />}
      {catalog.state === 'failed' && (
        <>
          <StateWord tone="failed">Not listed</StateWord>
          <p>
            {subject} could not be listed: <Cause job={job} />
          </p>
        </>
      )}
      {catalog.state === 'missing' && (
        <>
          <StateWord tone="neutral">Not listed yet</StateWord>
          <p>
            {subject} is not listed: it can be browsed while no job holds its repository, but not searched or
            compared, and its folders have no sizes.
            {archive.nfiles !== null && ` It holds ${counted(archive.nfiles, 'file')}.`}
          </p>
        </>
      )}
      {catalog.jobId !== null && catalog.state !== 'missing' && (
        <TextLink to={`/jobs/${catalog.jobId}`}>Job {catalog.jobId}</TextLink>
      )}
      {catalog.state !== 'building' && <ListNow archiveId={archive.id} again={catalog.state === 'failed'} />}
    </div>
  );
}

function Cause(props: { job: JobDetail | undefined }) {
  const { job } = props;
  const names = useRecordNames(job ? [job] : []);
  if (!job?.failureCause) return 'the cause is with its job.';
  return failureView(job.failureCause, {
    client: names.client(job.clientId),
    repository: names.repository(job.repositoryId),
    jobKind: job.kind,
  }).title;
}

function Building(props: { subject: string; job: JobDetail | undefined }) {
  const { subject, job } = props;
  const percent = job?.progress?.percent ?? null;
  const waits = job !== undefined && job.timestampStart === null;
  return (
    <>
      <StateWord tone="running">Being listed</StateWord>
      <div className={css.words}>
        <p>
          {waits
            ? `${subject} is listed as soon as its turn comes.`
            : `${subject}: ${job?.progress?.message ?? 'begun'}. What is there can be browsed meanwhile.`}
        </p>
        <ProgressBar percent={percent} label="Listed so far" />
      </div>
    </>
  );
}

function ListNow(props: { archiveId: string; again: boolean }) {
  const refresh = useRefresh();
  const start = useMutation(
    trpc.archives.buildCatalog.mutationOptions({
      onSuccess: () => refresh(trpc.archives.catalog.pathKey(), trpc.jobs.pathKey(), trpc.system.pathKey()),
      onError: (error) => toast('failed', 'Not started', errorWords(error).message),
    }),
  );
  return (
    <Button size="sm" loading={start.isPending} onClick={() => start.mutate({ id: props.archiveId })}>
      {props.again ? 'List again' : 'List now'}
    </Button>
  );
}
