import { RecordFilter } from '../../forms/record-filter.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-bar.tsx';
import { RecordChoice } from '../../ui/record-choice.tsx';
import { type JobSearch, STATE_FILTERS } from './job-filter.ts';
import { useKindWords } from './use-kind-words.ts';

/** State as chips, client and repository as lists; each choice changes the address. */
export function JobFilters(props: {
  search: JobSearch;
  kinds: readonly string[];
  onChange: (search: JobSearch) => void;
}) {
  const { search } = props;
  const kindWord = useKindWords();
  const change = (part: { [K in keyof JobSearch]: JobSearch[K] | undefined }) =>
    props.onChange(withoutAbsent({ ...search, ...part }));
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
      {kinds.length > 1 && (
        <RecordChoice
          label="Kind"
          value={search.kind}
          choices={kinds.map((kind) => ({ value: kind, label: kindWord(kind) }))}
          onChange={(kind) => change({ kind })}
        />
      )}
    </FilterBar>
  );
}

function withoutAbsent(search: { [K in keyof JobSearch]: JobSearch[K] | undefined }): JobSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
