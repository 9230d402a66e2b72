import { Select } from '@mantine/core';
import { type ControlProps, ownError } from '../control-props.ts';
import { inputProps } from '../field-error.tsx';
import { useReferenceChoice } from '../use-reference-choice.ts';

/** Another record, chosen by its name. */
export function ReferenceControl(props: ControlProps) {
  const { schema } = props;
  const chosen = typeof props.value === 'string' && props.value !== '' ? props.value : null;
  const { select, isPending, isEmpty } = useReferenceChoice(schema.reference ?? '', chosen);
  return (
    <Select
      {...inputProps(schema.title, schema.description, ownError(props.errors), schema.required)}
      name={props.path}
      {...select}
      value={chosen}
      clearable={!schema.required}
      clearButtonProps={{ 'aria-label': `Leave ${schema.title.toLowerCase()} empty` }}
      placeholder={
        isPending
          ? 'Loading…'
          : isEmpty
            ? 'There is none yet'
            : (schema.placeholder ?? (schema.required ? 'Choose' : 'None'))
      }
      nothingFoundMessage="No such name"
      onChange={(value) => props.onChange(value)}
    />
  );
}
