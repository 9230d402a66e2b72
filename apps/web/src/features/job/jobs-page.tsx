import type { Job } from '@borgcube/domain/job/job';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { emptyWords, isFiltered, type JobSearch, jobsAsked, pinsUnfinished } from './job-filter.ts';
import { JobFilters } from './job-filters.tsx';
import { JobTable } from './job-table.tsx';
import { pinUnfinished } from './queue-order.ts';
import { useLingering } from './use-lingering.ts';

/** Every job, newest first; what runs and waits stands on top. Filters live in the address. */
export function JobsPage() {
  const search: JobSearch = useSearch({ strict: false });
  const { rows, unfinished, list } = useJobs(search);
  const open = unfinished.length;
  return (
    <>
      <PageHead title="Jobs" note={open > 0 ? `${open} running or waiting` : undefined} />
      <JobFilters search={search} kinds={[...new Set(rows.map((job) => job.kind))]} />
      {list.isError ? (
        <ErrorState
          title="The jobs could not be loaded"
          {...errorWords(list.error)}
          onRetry={() => void list.refetch()}
        />
      ) : list.isPending ? (
        <LoadingRows />
      ) : rows.length === 0 ? (
        <NoJobs search={search} />
      ) : (
        <JobTable
          rows={rows}
          unfinished={unfinished}
          more={{
            hasMore: list.hasNextPage,
            loading: list.isFetchingNextPage,
            onMore: () => void list.fetchNextPage(),
          }}
        />
      )}
    </>
  );
}

function useJobs(search: JobSearch) {
  const asked = jobsAsked(search);
  const list = useInfiniteQuery(
    trpc.jobs.list.infiniteQueryOptions(
      { ...asked, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const pins = pinsUnfinished(search);
  const open = useQuery({
    ...trpc.jobs.list.queryOptions({ ...asked, unfinished: 'all', limit: 200 }),
    enabled: pins,
  });
  const listed = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const unfinished: readonly Job[] = (pins && open.data?.items) || [];
  const lingering = useLingering(listed);
  const rows = useMemo(
    () => (pins ? pinUnfinished(unfinished, listed, lingering) : listed),
    [pins, unfinished, listed, lingering],
  );
  return { rows, unfinished, list };
}

function NoJobs(props: { search: JobSearch }) {
  if (isFiltered(props.search)) {
    return (
      <EmptyState title={emptyWords(props.search)} act={<LinkButton to="/jobs">Clear filter</LinkButton>} />
    );
  }
  return (
    <EmptyState title="No jobs yet" act={<LinkButton to="/clients">Go to Clients</LinkButton>}>
      <p>
        A job is one run of a backup or of another piece of work. The first one appears with the first backup.
      </p>
    </EmptyState>
  );
}
