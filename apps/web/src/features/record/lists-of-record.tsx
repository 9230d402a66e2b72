import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { Section } from '../../ui/section.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { JobTable } from '../job/job-table.tsx';
import { ArchiveRows } from './archive-rows.tsx';

const SHOWN = 6;

/** A record that jobs and archives belong to. */
export interface RecordFilter {
  clientId?: string;
  repositoryId?: string;
}

/** The newest archives of a record; the rest is one link away. */
export function ArchivesOf(props: { filter: RecordFilter }) {
  const { data } = useQuery(trpc.archives.list.queryOptions({ ...props.filter, limit: SHOWN }));
  const rows = data?.items ?? [];
  return (
    <Section
      title="Archives"
      bleed
      aside={rows.length > 0 && <AllLink to="/archives" filter={props.filter} />}
    >
      {data && rows.length === 0 ? (
        <NoneYet>No archives yet. The first one appears when a backup is done.</NoneYet>
      ) : (
        <ArchiveRows rows={rows} />
      )}
    </Section>
  );
}

/** The newest jobs of a record; the rest is one link away. */
export function JobsOf(props: { filter: RecordFilter }) {
  const { data } = useQuery(trpc.jobs.list.queryOptions({ ...props.filter, limit: SHOWN }));
  const rows = data?.items ?? [];
  return (
    <Section
      title="Recent jobs"
      bleed
      aside={rows.length > 0 && <AllLink to="/jobs" filter={props.filter} />}
    >
      {data && rows.length === 0 ? (
        <NoneYet>Nothing has run yet.</NoneYet>
      ) : (
        <JobTable rows={rows} unfinished={rows} />
      )}
    </Section>
  );
}

function AllLink(props: { to: string; filter: RecordFilter }) {
  const search = new URLSearchParams();
  if (props.filter.clientId) search.set('client', props.filter.clientId);
  if (props.filter.repositoryId) search.set('repository', props.filter.repositoryId);
  return (
    <TextLink to={`${props.to}?${search}`} quiet>
      all of them
    </TextLink>
  );
}

function NoneYet(props: { children: string }) {
  return (
    <div style={{ padding: '0 24px 16px' }}>
      <p className="ink3">{props.children}</p>
    </div>
  );
}
