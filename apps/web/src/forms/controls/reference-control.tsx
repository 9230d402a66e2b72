import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ControlProps, ownError } from '../control-props.ts';
import { inputProps } from '../field-error.tsx';
import { referenceOptions } from '../references.ts';

/** Another record, chosen by its name. */
export function ReferenceControl(props: ControlProps) {
  const { schema } = props;
  const options = useQuery(referenceOptions(schema.reference ?? ''));
  const chosen = typeof props.value === 'string' && props.value !== '' ? props.value : null;
  const none = options.data?.length === 0;
  return (
    <Select
      {...inputProps(schema.title, schema.description, ownError(props.errors), schema.required)}
      name={props.path}
      data={options.data ?? []}
      value={chosen}
      searchable
      clearable={!schema.required}
      clearButtonProps={{ 'aria-label': `Leave ${schema.title.toLowerCase()} empty` }}
      placeholder={
        options.isPending ? 'Loading…' : none ? 'There is none yet' : schema.required ? 'Choose' : 'None'
      }
      nothingFoundMessage="No such name"
      onChange={(value) => props.onChange(value)}
    />
  );
}
