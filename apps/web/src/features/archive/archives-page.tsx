import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { RecordFilter } from '../../forms/record-filter.tsx';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { useTypedFilter } from '../../ui/use-typed-filter.ts';
import { ArchiveBulkBar } from './archive-bulk-bar.tsx';
import { ArchiveTable } from './archive-table.tsx';

export interface ArchiveSearch {
  client?: string;
  repository?: string;
  q?: string;
}

/** Every archive, newest first; client, repository and text live in the address. */
export function ArchivesPage() {
  const search: ArchiveSearch = useSearch({ strict: false });
  const list = useInfiniteQuery(
    trpc.archives.list.infiniteQueryOptions(
      {
        limit: 50,
        ...(search.client && { clientId: search.client }),
        ...(search.repository && { repositoryId: search.repository }),
        ...(search.q && { text: search.q }),
      },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const admin = useMay('admin');
  const operator = useMay('operator');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <PageHead
        title="Archives"
        acts={admin && <LinkButton to="/archives/import">Import archives</LinkButton>}
      />
      <ArchiveFilters search={search} />
      {list.isError ? (
        <ErrorState
          title="The archives could not be loaded"
          {...errorWords(list.error)}
          onRetry={() => void list.refetch()}
        />
      ) : list.isPending ? (
        <LoadingRows />
      ) : rows.length === 0 ? (
        <NoArchives filtered={Object.keys(search).length > 0} />
      ) : (
        <ArchiveTable
          rows={rows}
          {...(operator && { selection: { selected, onChange: setSelected } })}
          more={{
            hasMore: list.hasNextPage,
            loading: list.isFetchingNextPage,
            onMore: () => void list.fetchNextPage(),
          }}
        />
      )}
      <ArchiveBulkBar
        rows={rows.filter((row) => selected.has(row.id))}
        onClear={() => setSelected(new Set())}
      />
    </>
  );
}

function ArchiveFilters(props: { search: ArchiveSearch }) {
  const { search } = props;
  const navigate = useNavigate();
  const change = (part: { [K in keyof ArchiveSearch]: ArchiveSearch[K] | undefined }) => {
    const next = Object.entries({ ...search, ...part }).filter(([, value]) => value);
    void navigate({ to: '.', search: Object.fromEntries(next), replace: true });
  };
  const typed = useTypedFilter(search.q ?? '', (q) => change({ q }));
  return (
    <FilterBar
      text={{
        value: typed.text,
        label: 'Filter archives',
        placeholder: 'Filter by archive name',
        onChange: typed.change,
      }}
      aside="newest first"
    >
      <RecordFilter
        label="Client"
        noun="client"
        value={search.client}
        onChange={(client) => change({ client })}
      />
      <RecordFilter
        label="Repository"
        noun="repository"
        value={search.repository}
        onChange={(repository) => change({ repository })}
      />
    </FilterBar>
  );
}

function NoArchives(props: { filtered: boolean }) {
  if (props.filtered) {
    return <EmptyState title="No such archives" act={<LinkButton to="/archives">Clear filter</LinkButton>} />;
  }
  return (
    <EmptyState title="No archives yet" act={<LinkButton to="/clients">Go to Clients</LinkButton>}>
      <p>The first one appears when a backup is done.</p>
    </EmptyState>
  );
}
