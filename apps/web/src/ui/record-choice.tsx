import { Select } from '@mantine/core';

/** A filter by one record of a list, above a table; cleared, it filters nothing. */
export function RecordChoice(props: {
  label: string;
  value: string | undefined;
  choices: readonly { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}) {
  return (
    <Select
      aria-label={props.label}
      placeholder={props.label}
      w={150}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${props.label.toLowerCase()}` }}
      data={[...props.choices]}
      value={props.value ?? null}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  );
}
