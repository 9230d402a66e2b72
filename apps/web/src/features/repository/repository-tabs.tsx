import type { Repository } from '@borgcube/domain/repository/repository';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Figures } from '../../ui/figures.tsx';
import { Section, Split } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { Time } from '../../ui/time.tsx';
import { JobTable } from '../job/job-table.tsx';
import { ArchiveRows } from '../record/archive-rows.tsx';
import { ArchivesOf, JobsOf } from '../record/lists-of-record.tsx';
import { RepositoryFacts } from './repository-facts.tsx';
import { RepositoryLock } from './repository-lock.tsx';
import { WithRepository } from './with-repository.tsx';

export function RepositorySummaryTab() {
  return <WithRepository>{(repository) => <Summary repository={repository} />}</WithRepository>;
}

function Summary(props: { repository: Repository }) {
  const { repository } = props;
  const filter = { repositoryId: repository.id };
  return (
    <Split
      main={
        <>
          <Section>
            <RepositoryFigures repository={repository} />
          </Section>
          <RepositoryLock repository={repository} />
          <ArchivesOf filter={filter} />
          <JobsOf filter={filter} />
        </>
      }
      side={<RepositoryFacts repository={repository} />}
    />
  );
}

function RepositoryFigures(props: { repository: Repository }) {
  const { repository } = props;
  const stats = useQuery(trpc.repositories.stats.queryOptions({ id: repository.id }));
  return (
    <Figures
      figures={[
        { value: <Size bytes={repository.deduplicatedSize} />, caption: 'stored' },
        { value: <Size bytes={repository.originalSize} />, caption: 'before deduplication' },
        { value: <Size bytes={repository.freeSpace} />, caption: 'free where it lies' },
        {
          value: <Time at={stats.data?.newestArchiveAt ?? null} absent="none yet" />,
          caption: 'newest archive',
        },
      ]}
    />
  );
}

export function RepositoryArchivesTab() {
  return <WithRepository>{({ id }) => <Archives repositoryId={id} />}</WithRepository>;
}

function Archives(props: { repositoryId: string }) {
  const query = useInfiniteQuery(trpc.archives.list.infiniteQueryOptions(props, KEYSET));
  const { rows, more } = useKeysetRows(query);
  return (
    <Loaded query={query}>
      {() =>
        rows.length === 0 ? (
          <EmptyState title="No archives yet">The first one appears when a backup is done.</EmptyState>
        ) : (
          <ArchiveRows rows={rows} more={more} />
        )
      }
    </Loaded>
  );
}

export function RepositoryJobsTab() {
  return <WithRepository>{({ id }) => <Jobs repositoryId={id} />}</WithRepository>;
}

function Jobs(props: { repositoryId: string }) {
  const query = useInfiniteQuery(trpc.jobs.list.infiniteQueryOptions(props, KEYSET));
  const { rows, more } = useKeysetRows(query);
  return (
    <Loaded query={query}>
      {() =>
        rows.length === 0 ? (
          <EmptyState title="No jobs yet">Nothing has run on this repository.</EmptyState>
        ) : (
          <JobTable rows={rows} unfinished={rows} more={more} />
        )
      }
    </Loaded>
  );
}
