import { Switch } from '@mantine/core';
import { type ControlProps, ownError } from '../control-props.ts';
import { FieldError } from '../field-error.tsx';

/** On or off. */
export function SwitchControl(props: ControlProps) {
  const error = ownError(props.errors);
  return (
    <Switch
      name={props.path}
      size="sm"
      label={props.schema.title}
      description={error ? undefined : props.schema.description}
      error={error ? <FieldError>{error}</FieldError> : undefined}
      checked={props.value === true}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}
