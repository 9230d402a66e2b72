import { Select } from '@mantine/core';
import type { ChangeFilter } from './use-address-filter.ts';
import { useReferenceChoice } from './use-reference-choice.ts';

export interface RecordsAddress {
  client?: string;
  repository?: string;
}

/** The records that most lists can be narrowed to. */
export function RecordFilters(props: { address: RecordsAddress; change: ChangeFilter<RecordsAddress> }) {
  const { address, change } = props;
  return (
    <>
      <RecordFilter
        label="Client"
        noun="client"
        value={address.client}
        onChange={(client) => change({ client })}
      />
      <RecordFilter
        label="Repository"
        noun="repository"
        value={address.repository}
        onChange={(repository) => change({ repository })}
      />
    </>
  );
}

/** A filter by one record, above a table; cleared, it filters nothing. */
function RecordFilter(props: {
  label: string;
  noun: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { select } = useReferenceChoice(props.noun, props.value ?? null);
  return (
    <Select
      {...select}
      aria-label={props.label}
      placeholder={props.label}
      w={150}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${props.label.toLowerCase()}` }}
      nothingFoundMessage="No such name"
      value={props.value ?? null}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  );
}
