import { Select } from '@mantine/core';
import { useReferenceChoice } from './use-reference-choice.ts';

/** A filter by one record, above a table; cleared, it filters nothing. */
export function RecordFilter(props: {
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
