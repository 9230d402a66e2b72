import { Select } from '@mantine/core';
import { type ControlProps, ownError } from '../control-props.ts';
import { inputProps } from '../field-error.tsx';

/** An IANA time zone. */
export function TimeZoneControl(props: ControlProps) {
  const { schema } = props;
  const chosen = typeof props.value === 'string' ? props.value : '';
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(chosen ? [chosen] : [])]);
  return (
    <Select
      {...inputProps(schema.title, schema.description, ownError(props.errors), schema.required)}
      name={props.path}
      data={[...zones]}
      value={chosen || null}
      searchable
      limit={60}
      allowDeselect={false}
      onChange={(value) => props.onChange(value)}
    />
  );
}
