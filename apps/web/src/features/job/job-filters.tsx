import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { FilterBar, FilterChip } from '../../ui/filter-bar.tsx';
import { RecordChoice } from '../../ui/record-choice.tsx';
import { type JobSearch, STATE_FILTERS } from './job-filter.ts';
import { jobKindWord } from './job-words.ts';

/** State as chips, client and repository as lists; each choice changes the address. */
export function JobFilters(props: {
  search: JobSearch;
  kinds: readonly string[];
  onChange: (search: JobSearch) => void;
}) {
  const { search } = props;
  const change = (part: { [K in keyof JobSearch]: JobSearch[K] | undefined }) =>
    props.onChange(withoutAbsent({ ...search, ...part }));
  const clients = useQuery(trpc.clients.list.queryOptions({ limit: 200 }));
  const repositories = useQuery(trpc.repositories.list.queryOptions({ limit: 200 }));
  const kinds = [...new Set([...props.kinds, ...(search.kind ? [search.kind] : [])])];
  return (
    <FilterBar aside="newest first">
      <FilterChip pressed={search.state === undefined} onPress={() => change({ state: undefined })}>
        All
      </FilterChip>
      {STATE_FILTERS.map((filter) => (
        <FilterChip
          key={filter.value}
          pressed={search.state === filter.value}
          onPress={() => change({ state: search.state === filter.value ? undefined : filter.value })}
        >
          {filter.label}
        </FilterChip>
      ))}
      <RecordChoice
        label="Client"
        value={search.client}
        choices={(clients.data?.items ?? []).map((client) => ({ value: client.id, label: client.hostname }))}
        onChange={(client) => change({ client })}
      />
      <RecordChoice
        label="Repository"
        value={search.repository}
        choices={(repositories.data?.items ?? []).map((record) => ({ value: record.id, label: record.name }))}
        onChange={(repository) => change({ repository })}
      />
      {kinds.length > 1 && (
        <RecordChoice
          label="Kind"
          value={search.kind}
          choices={kinds.map((kind) => ({ value: kind, label: jobKindWord(kind) }))}
          onChange={(kind) => change({ kind })}
        />
      )}
    </FilterBar>
  );
}

function withoutAbsent(search: { [K in keyof JobSearch]: JobSearch[K] | undefined }): JobSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
