import { RecordFilters } from '../../forms/record-filter.tsx';
import { useAddressFilter } from '../../forms/use-address-filter.ts';
import { FilterBar, FilterChips } from '../../ui/filter-bar.tsx';
import { RecordChoice } from '../../ui/record-choice.tsx';
import { type JobSearch, STATE_FILTERS } from './job-filter.ts';
import { useKindWords } from './use-kind-words.ts';

/** State as chips, client and repository as lists; each choice changes the address. */
export function JobFilters(props: { search: JobSearch; kinds: readonly string[] }) {
  const { search } = props;
  const kindWord = useKindWords();
  const change = useAddressFilter(search);
  const kinds = [...new Set([...props.kinds, ...(search.kind ? [search.kind] : [])])];
  return (
    <FilterBar aside="newest first">
      <FilterChips value={search.state} choices={STATE_FILTERS} onChange={(state) => change({ state })} />
      <RecordFilters address={search} change={change} />
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
